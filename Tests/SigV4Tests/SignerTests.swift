// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing
import TestSupport
import UTC

@testable import SigV4

@Suite(.limited) struct SignerTests {
  private let date = Timestamp(secondsSince1970: 1_440_938_160)

  private func request(_ path: String, _ fields: [(String, String)] = []) -> Request {
    var request = Request(
      .post, scheme: "https", authority: "email.eu-west-1.amazonaws.com", path: path)
    for (name, value) in fields { request.fields[name] = value }
    return request
  }

  private func line(_ number: Int, of request: Request) throws -> String {
    let text = try CanonicalRequest(request, hashedPayload: "hash").text
    return String(text.split(separator: "\n", omittingEmptySubsequences: false)[number])
  }

  @Test func pathIsEncodedOnceMoreThanItIsSent() throws {
    let path = "/v2/email/identities/a%2Bb%40exa%20mple.com%2F%C3%BC"
    #expect(
      try line(1, of: request(path))
        == "/v2/email/identities/a%252Bb%2540exa%2520mple.com%252F%25C3%25BC")
    let signed = try Signer.example(service: "ses").sign(request(path), at: date)
    #expect(signed.path == path)
  }

  @Test(arguments: [
    ("", "/"), ("/", "/"), ("/..", "/"), ("/../..", "/"), ("/a/..", "/"), ("/a/../", "/"),
    ("/a/./b//c/", "/a/b/c/"), ("/a/.", "/a"), ("/.../%2e%2E/b", "/.../%252e%252E/b"),
  ])
  func pathIsNormalised(_ path: String, _ canonical: String) throws {
    #expect(try line(1, of: request(path)) == canonical)
  }

  private static let s3 = SigningOptions(
    encodesPathTwice: false, normalisesPath: false, sendsPayloadHash: true)

  @Test(arguments: [
    ("", "/"), ("/", "/"), ("/a/../b//c/.", "/a/../b//c/."), ("/a%2Bb/%C3%BC", "/a%2Bb/%C3%BC"),
  ])
  func pathIsSignedAsItIsSentWhereTheServiceWantsThat(_ path: String, _ canonical: String) throws {
    let text = try CanonicalRequest(request(path), hashedPayload: "", options: Self.s3).text
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false)[1] == canonical)
  }

  @Test func payloadHashIsSentAndSignedWhereTheServiceWantsThat() throws {
    let signer = Signer(
      credentials: .init(accessKeyID: "A", secretAccessKey: "s", sessionToken: nil),
      region: "eu-central-1", service: "s3", options: Self.s3)
    let signed = try signer.sign(request("/"), at: date)
    #expect(signed.fields["x-amz-content-sha256"] == (try sha256([])))
    #expect(
      signed.fields["Authorization"]?.contains(
        "SignedHeaders=host;x-amz-content-sha256;x-amz-date,")
        == true)
    let other = try Signer.example().sign(request("/"), at: date)
    #expect(other.fields["x-amz-content-sha256"] == nil)
  }

  @Test(arguments: [
    ("?", ""), ("?b=2&a=1", "a=1&b=2"), ("?a=2&a=1&a", "a=&a=1&a=2"), ("?a&&b", "a=&b="),
    ("?a-=1&a=2", "a=2&a-=1"), ("?%61=%7e+%2b%zz%4", "a=~%2B%2B%25zz%254"), ("?a=b=c", "a=b%3Dc"),
    ("?x=a?b/c", "x=a%3Fb%2Fc"), ("?a%3Db=c", "a%3Db=c"), ("?%c3%bc=ü", "%C3%BC=%C3%BC"),
  ])
  func queryIsDecodedThenEncodedAndSorted(_ query: String, _ canonical: String) throws {
    #expect(try line(2, of: request("/" + query)) == canonical)
  }

  @Test func sessionTokenIsSentAndSigned() throws {
    let signed = try Signer.example(token: "TOKEN//==").sign(request("/"), at: date)
    let fields = signed.fields
    #expect(fields["x-amz-security-token"] == "TOKEN//==")
    let authorization = try #require(fields["Authorization"])
    #expect(authorization.contains("SignedHeaders=host;x-amz-date;x-amz-security-token,"))
  }

  @Test func emptySessionTokenIsNone() throws {
    let signed = try Signer.example(token: "").sign(request("/"), at: date)
    let names = Set(signed.fields.all.map { $0.name.lowercased() })
    #expect(names == ["x-amz-date", "authorization"])
  }

  @Test func fieldsThatProxiesMayChangeAreNotSigned() throws {
    let names = [
      "User-Agent", "X-Amzn-Trace-Id", "Connection", "Transfer-Encoding", "Expect", "Upgrade",
      "TE", "Trailer", "Keep-Alive", "Proxy-Authorization", "Proxy-Authenticate", "traceparent",
      "tracestate", "baggage",
    ]
    let fields = names.map { ($0, "x") } + [("Content-Type", "application/json")]
    let canonical = try CanonicalRequest(request("/", fields), hashedPayload: "")
    #expect(canonical.signedHeaders == "content-type;host")
  }

  @Test(arguments: [
    "Authorization", "X-Amz-Date", "x-amz-security-token", "X-Amz-Content-Sha256", "Date", "Host",
  ])
  func callerMayNotBring(_ name: String) {
    #expect(throws: SigningError.reservedField(name)) {
      try Signer.example().sign(request("/", [(name, "x")]), at: date)
    }
  }

  @Test func invalidRequestsAreNotSigned() {
    var lost = request("/")
    lost.authority = ""
    #expect(throws: SigningError.noAuthority) { try Signer.example().sign(lost, at: date) }
    #expect(throws: SigningError.relativePath) {
      try Signer.example().sign(request("v2/email"), at: date)
    }
  }

  @Test func signerForgetsTheKeyAtMidnight() throws {
    let signer = Signer.example()
    let days = [0, 86_399, 86_400, 0, 86_400 * 365].map { date + .seconds($0) }
    for day in days {
      // A signer that has signed before and one that has not must agree.
      #expect(
        try signer.sign(request("/"), at: day) == Signer.example().sign(request("/"), at: day))
    }
  }

  @Test func signsAfterAFailure() throws {
    let signer = Signer.example()
    #expect(throws: SigningError.self) { try signer.sign(request("x"), at: date) }
    #expect(
      try signer.sign(request("/"), at: date) == Signer.example().sign(request("/"), at: date))
  }

  @Test func printingShowsNoSecret() throws {
    let signer = Signer.example(token: "TOKEN")
    _ = try signer.sign(request("/"), at: date)
    var dumped = ""
    dump(["signer": signer], to: &dumped)
    for text in [dumped, "\(signer)", String(reflecting: signer), "\(Optional(signer) as Any)"] {
      for secret in ["wJalr", "TOKEN"] { #expect(!text.contains(secret)) }
    }
    #expect("\(signer)" == "Signer(us-east-1/iam)")
  }

  @Test func manyTasksMayShareASigner() async throws {
    let signer = Signer.example()
    let expected = try signer.sign(request("/"), at: date)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 {
        group.addTask { (try? signer.sign(request("/"), at: date)) == expected }
      }
      for await same in group { #expect(same) }
    }
  }
}
