// SPDX-License-Identifier: Apache-2.0
import Identifiers

/// An address with its display name in the form of a header field, in ASCII: a mailbox of
/// [RFC 5322](https://www.rfc-editor.org/rfc/rfc5322#section-3.4).
struct Mailbox {
  let name: String?
  let address: EmailAddress

  var text: String {
    guard let name else { return address.description }
    let phrase = name.utf8.allSatisfy { $0 < 0x80 } ? Self.quoted(name) : Self.encodedWords(name)
    return "\(phrase) <\(address)>"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = ""
    for character in text.unicodeScalars {
      if character == "\"" || character == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(character)
    }
    return "\"\(quoted)\""
  }

  /// Encoded words of [RFC 2047](https://www.rfc-editor.org/rfc/rfc2047#section-4.2) of at most 75 characters
  /// each. No word begins or ends within a character.
  private static func encodedWords(_ text: String) -> String {
    let (start, end) = ("=?UTF-8?Q?", "?=")
    var words = [""]
    for character in text.unicodeScalars {
      let encoded = String(character).utf8.map(encoded).joined()
      let length = start.utf8.count + words[words.count - 1].utf8.count + end.utf8.count
      if length + encoded.utf8.count > 75 { words.append("") }
      words[words.count - 1] += encoded
    }
    return words.map { start + $0 + end }.joined(separator: " ")
  }

  /// Everything except letters and digits is encoded, as the rules for names require.
  private static func encoded(_ byte: UInt8) -> String {
    let character = Character(Unicode.Scalar(byte))
    if character.isASCII, character.isLetter || character.isNumber { return String(character) }
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "=0\(digits)" : "=\(digits)"
  }
}
