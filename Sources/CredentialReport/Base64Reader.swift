// SPDX-License-Identifier: Apache-2.0

/// Reads [base64](https://www.rfc-editor.org/rfc/rfc4648#section-4) byte by byte, without a copy of the
/// whole. Line breaks and spaces are passed over.
struct Base64Reader<Text: Sequence<UInt8>> {
  private var text: Text.Iterator
  /// The bits that were read and not yet returned, and how many there are.
  private var bits: UInt32 = 0
  private var count = 0
  private var digits = 0
  private var padding = 0

  init(_ text: Text) { self.text = text.makeIterator() }

  /// The next byte; `nil` at the end.
  mutating func next() throws(NotBase64) -> UInt8? {
    while count < 8 {
      guard let character = text.next() else { return try end() }
      try take(character)
    }
    count -= 8
    return UInt8(truncatingIfNeeded: bits >> UInt32(count))
  }

  private mutating func take(_ character: UInt8) throws(NotBase64) {
    switch character {
    case UInt8(ascii: "="): padding += 1
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): break
    default:
      guard padding == 0, let value = Self.value(of: character) else { throw NotBase64() }
      bits = bits << 6 | value
      count += 6
      digits += 1
    }
  }

  /// A whole text has a multiple of four digits and signs of padding, and nothing in the bits behind.
  private mutating func end() throws(NotBase64) -> UInt8? {
    let isWhole = (digits + padding) % 4 == 0 && padding <= 2
    let rest = bits & (1 << UInt32(count) - 1)
    guard isWhole, rest == 0 else { throw NotBase64() }
    return nil
  }

  private static func value(of character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}

/// The text is not base64, or was cut.
struct NotBase64: Error {}
