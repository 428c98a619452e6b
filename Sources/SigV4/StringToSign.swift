// SPDX-License-Identifier: Apache-2.0

/// What the signing key signs: the request's hash, and when and where it is good.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-string-to-sign
struct StringToSign: Sendable, Equatable {
  static let algorithm = "AWS4-HMAC-SHA256"

  let text: String

  init(at time: RequestDateTime, scope: CredentialScope, hashedCanonicalRequest: String) {
    text = "\(Self.algorithm)\n\(time.dateTime)\n\(scope.text)\n\(hashedCanonicalRequest)"
  }
}

/// The day, region and service that a signature is good for.
struct CredentialScope: Sendable, Equatable {
  static let terminator = "aws4_request"

  let date: String
  let region: String
  let service: String

  /// `20150830/us-east-1/iam/aws4_request`
  var text: String { "\(date)/\(region)/\(service)/\(Self.terminator)" }
}
