// SPDX-License-Identifier: Apache-2.0

extension String {
  /// The text as one component of a URL: every byte except RFC 3986's unreserved characters and one
  /// that is to be kept becomes `%` and two hexadecimal digits.
  public func percentEncoded(keeping kept: Unicode.Scalar? = nil) -> String {
    var encoded = ""
    for byte in utf8 {
      switch Unicode.Scalar(byte) {
      case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~", kept:
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return encoded
  }
}
