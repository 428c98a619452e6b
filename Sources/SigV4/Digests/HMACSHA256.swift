// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// HMAC-SHA-256 with one key, which lives in its context and is erased with it.
@safe struct HMACSHA256: ~Copyable {
  private let context: OpaquePointer

  init(key: [UInt8]) throws(SigningError) {
    guard let context = unsafe kr_openssl_hmac_sha256(key, key.count) else {
      throw .libcrypto("EVP_MAC_init")
    }
    unsafe self.context = context
  }

  deinit { unsafe EVP_MAC_CTX_free(context) }

  func authenticate(_ bytes: [UInt8]) throws(SigningError) -> [UInt8] {
    // Each code needs a copy: OpenSSL 3.0.2, as in Ubuntu 22.04, cannot start a context again with
    // its own key, and returns a wrong code without an error.
    guard let context = unsafe EVP_MAC_CTX_dup(context) else { throw .libcrypto("EVP_MAC_CTX_dup") }
    defer { unsafe EVP_MAC_CTX_free(context) }
    try check(unsafe EVP_MAC_update(context, bytes, bytes.count), "EVP_MAC_update")
    var code = [UInt8](repeating: 0, count: SHA256.digestLength)
    var length = 0
    try check(unsafe EVP_MAC_final(context, &code, &length, code.count), "EVP_MAC_final")
    return code
  }
}
