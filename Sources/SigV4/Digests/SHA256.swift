// SPDX-License-Identifier: Apache-2.0
import COpenSSL

// libcrypto's handles. OpenSSL 3 looks an algorithm up by its name unless it gets one that was
// fetched before, and its one-shot functions make and free a context each time. A kept context
// hashes in two thirds of the time of SHA256() and authenticates in a quarter of that of HMAC().

/// SHA-256 of whole values, in one context that is used again.
@safe package struct SHA256: ~Copyable {
  private let algorithm: OpaquePointer
  private let context: OpaquePointer

  /// In bytes.
  static let digestLength = 32

  /// Looks the algorithm up.
  package init() throws(SigningError) {
    guard let algorithm = unsafe EVP_MD_fetch(nil, "SHA256", nil) else {
      throw .libcrypto("EVP_MD_fetch")
    }
    guard let context = unsafe EVP_MD_CTX_new() else {
      unsafe EVP_MD_free(algorithm)
      throw .libcrypto("EVP_MD_CTX_new")
    }
    unsafe (self.algorithm, self.context) = (algorithm, context)
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
    unsafe EVP_MD_free(algorithm)
  }

  /// The hash of `bytes`, of 32 bytes.
  package func hash(_ bytes: [UInt8]) throws(SigningError) -> [UInt8] {
    try check(unsafe EVP_DigestInit_ex2(context, algorithm, nil), "EVP_DigestInit_ex2")
    try check(unsafe EVP_DigestUpdate(context, bytes, bytes.count), "EVP_DigestUpdate")
    var hash = [UInt8](repeating: 0, count: Self.digestLength)
    try check(unsafe EVP_DigestFinal_ex(context, &hash, nil), "EVP_DigestFinal_ex")
    return hash
  }
}
