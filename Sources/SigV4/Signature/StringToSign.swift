// SPDX-License-Identifier: Apache-2.0

/// What the signing key signs: the request's hash, and when and where the signature is valid.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-string-to-sign
struct StringToSign: Sendable, Equatable {
  static let algorithm = "AWS4-HMAC-SHA256"

  let text: String

  init(at time: RequestDateTime, scope: CredentialScope, hashedCanonicalRequest: String) {
    text = "\(Self.algorithm)\n\(time.dateTime)\n\(scope.text)\n\(hashedCanonicalRequest)"
  }
}
