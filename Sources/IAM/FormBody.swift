// SPDX-License-Identifier: Apache-2.0

/// A form as `application/x-www-form-urlencoded` carries it.
///
/// All but RFC 3986's unreserved characters is percent-encoded, the space too: `%20` is a space
/// to every reader, `+` only to those who know that this is a form.
struct FormBody {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ name: String, _ value: String) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
    appendEncoded(name)
    bytes.append(UInt8(ascii: "="))
    appendEncoded(value)
  }

  private mutating func appendEncoded(_ text: String) {
    for byte in text.utf8 {
      if isUnreserved(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), hexDigit(byte >> 4), hexDigit(byte & 15)]
      }
    }
  }

  private func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
