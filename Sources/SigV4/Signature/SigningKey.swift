// SPDX-License-Identifier: Apache-2.0

/// The key of one credential scope: the secret, bound to a day, a region and a service.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#calculate-signature
///
/// It exists only in a keyed context of libcrypto and is erased with it.
struct SigningKey: ~Copyable {
  /// The scope for which the key is valid.
  let scope: CredentialScope
  private let hmac: HMACSHA256

  init(secret: String, scope: CredentialScope) throws(SigningError) {
    var key = Array("AWS4\(secret)".utf8)
    for part in [scope.date, scope.region, scope.service, CredentialScope.terminator] {
      key = try HMACSHA256(key: key).authenticate(Array(part.utf8))
    }
    hmac = try HMACSHA256(key: key)
    self.scope = scope
  }

  /// The signature in hexadecimal digits.
  func signature(of string: StringToSign) throws(SigningError) -> String {
    try hmac.authenticate(Array(string.text.utf8)).hexadecimal
  }
}
