// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing
import TestSupport
import UTC

@testable import SigV4

/// The worked example of AWS's documentation, ListUsers of IAM, whole: this much is proved even
/// where the suite is not.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
@Suite(.limited) struct ExampleTests {
  private let request = Request(
    .get, scheme: "https", authority: "iam.amazonaws.com",
    path: "/?Action=ListUsers&Version=2010-05-08",
    fields: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"])
  private let date = Timestamp(secondsSince1970: 1_440_938_160)
  private let scope = CredentialScope(date: "20150830", region: "us-east-1", service: "iam")

  @Test func canonicalRequest() throws {
    var dated = request
    dated.fields["X-Amz-Date"] = "20150830T123600Z"
    let canonical = try CanonicalRequest(dated, hashedPayload: sha256([]))
    #expect(
      canonical.text == """
        GET
        /
        Action=ListUsers&Version=2010-05-08
        content-type:application/x-www-form-urlencoded; charset=utf-8
        host:iam.amazonaws.com
        x-amz-date:20150830T123600Z

        content-type;host;x-amz-date
        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
        """)
    #expect(
      try sha256(canonical.bytes)
        == "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59")
  }

  @Test func stringToSignAndSignature() throws {
    let string = StringToSign(
      at: RequestDateTime(date), scope: scope,
      hashedCanonicalRequest: "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59")
    #expect(
      string.text == """
        AWS4-HMAC-SHA256
        20150830T123600Z
        20150830/us-east-1/iam/aws4_request
        f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59
        """)
    let key = try SigningKey(secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", scope: scope)
    #expect(
      try key.signature(of: string)
        == "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")
  }

  @Test func authorization() throws {
    let signed = try Signer.example().sign(request, at: date)
    #expect(
      signed.fields["Authorization"]
        == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
        + "SignedHeaders=content-type;host;x-amz-date, "
        + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")
  }
}

extension Signer {
  static func example(service: String = "iam", token: String? = nil) -> Signer {
    Signer(
      credentials: Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        sessionToken: token),
      region: "us-east-1", service: service)
  }
}
