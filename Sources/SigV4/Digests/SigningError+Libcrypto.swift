// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// Throws unless a function of libcrypto returned 1, which it does for success.
func check(_ success: CInt, _ function: StaticString) throws(SigningError) {
  guard success == 1 else { throw .libcrypto(function) }
}

extension SigningError {
  /// The failure of `function`, with the library's own words from its queue of errors.
  static func libcrypto(_ function: StaticString) -> SigningError {
    let code = ERR_get_error()
    ERR_clear_error()
    var text = [CChar](repeating: 0, count: 256)
    unsafe ERR_error_string_n(code, &text, text.count)
    let words = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return .cryptography("\(function): \(String(decoding: words, as: UTF8.self))")
  }
}
