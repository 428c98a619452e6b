// SPDX-License-Identifier: Apache-2.0
import COpenSSL

// libcrypto's handles. OpenSSL 3 looks an algorithm up by name whenever it is not handed one that
// was fetched before, and its one-shot functions make and free a context each time: a kept context
// hashes in two thirds of the time of SHA256() and authenticates in a quarter of that of HMAC().

/// SHA-256 over whole values, in one context used again and again.
@safe struct SHA256: ~Copyable {
  private let algorithm: OpaquePointer
  private let context: OpaquePointer

  init() throws(SigningError) {
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

  func hash(_ bytes: [UInt8]) throws(SigningError) -> [UInt8] {
    try check(unsafe EVP_DigestInit_ex2(context, algorithm, nil), "EVP_DigestInit_ex2")
    try check(unsafe EVP_DigestUpdate(context, bytes, bytes.count), "EVP_DigestUpdate")
    var hash = [UInt8](repeating: 0, count: digestLength)
    try check(unsafe EVP_DigestFinal_ex(context, &hash, nil), "EVP_DigestFinal_ex")
    return hash
  }
}

/// HMAC-SHA-256 under one key, which stays in its context and is erased with it.
@safe struct HMACSHA256: ~Copyable {
  private let context: OpaquePointer

  init(key: [UInt8]) throws(SigningError) {
    guard let context = unsafe copenssl_hmac_sha256(key, key.count) else {
      throw .libcrypto("EVP_MAC_init")
    }
    unsafe self.context = context
  }

  deinit { unsafe EVP_MAC_CTX_free(context) }

  func authenticate(_ bytes: [UInt8]) throws(SigningError) -> [UInt8] {
    // A copy for each: OpenSSL 3.0.2, which Ubuntu 22.04 has, cannot start a context again with the key
    // that it has, and gives another code without a word.
    guard let context = unsafe EVP_MAC_CTX_dup(context) else { throw .libcrypto("EVP_MAC_CTX_dup") }
    defer { unsafe EVP_MAC_CTX_free(context) }
    try check(unsafe EVP_MAC_update(context, bytes, bytes.count), "EVP_MAC_update")
    var code = [UInt8](repeating: 0, count: digestLength)
    var length = 0
    try check(unsafe EVP_MAC_final(context, &code, &length, code.count), "EVP_MAC_final")
    return code
  }
}

private let digestLength = 32

extension [UInt8] {
  /// Two lower-case digits a byte.
  var hexadecimal: String {
    var text: [UInt8] = []
    text.reserveCapacity(2 * count)
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

private let digits = Array("0123456789abcdef".utf8)

private func check(_ success: CInt, _ function: StaticString) throws(SigningError) {
  guard success == 1 else { throw .libcrypto(function) }
}

extension SigningError {
  /// The failure of `function` in the library's own words, taken off its queue of errors.
  fileprivate static func libcrypto(_ function: StaticString) -> SigningError {
    let code = ERR_get_error()
    ERR_clear_error()
    var text = [CChar](repeating: 0, count: 256)
    unsafe ERR_error_string_n(code, &text, text.count)
    let words = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return .cryptography("\(function): \(String(decoding: words, as: UTF8.self))")
  }
}
