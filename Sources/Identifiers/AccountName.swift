// SPDX-License-Identifier: Apache-2.0

/// What people call an account: 1…64 characters on one line, without spaces around them. An alias
/// ([Account aliases](https://docs.aws.amazon.com/IAM/latest/UserGuide/console_account-alias.html)) is one.
public struct AccountName: Sendable, Hashable, LosslessStringConvertible {
  /// The name as it was given.
  public let description: String

  /// Creates a name; `nil` when `text` is empty, too long, or has characters that act on a line of text.
  public init?(_ text: String) {
    let characters = text.unicodeScalars
    guard (1...64).contains(characters.count), characters.allSatisfy(Self.isAllowed),
      characters.first?.properties.isWhitespace == false,
      characters.last?.properties.isWhitespace == false
    else { return nil }
    description = text
  }

  /// A name from elsewhere, as Organizations stores it: what may not be in a name becomes a space, and
  /// what is too long is cut. `nil` when nothing is left.
  public static func cleaned(_ text: String) -> AccountName? {
    var cleaned = String.UnicodeScalarView()
    for character in text.unicodeScalars {
      let isSpace = !isAllowed(character) || character.properties.isWhitespace
      if !isSpace { cleaned.append(character) }
      if isSpace, let last = cleaned.last, last != " " { cleaned.append(" ") }
      if cleaned.count == 64 { break }
    }
    if cleaned.last == " " { cleaned.removeLast() }
    return AccountName(String(cleaned))
  }

  /// Neither a control character, nor a separator of lines, nor a mark that turns the direction of writing.
  private static func isAllowed(_ character: Unicode.Scalar) -> Bool {
    switch character.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: !character.properties.isBidiControl
    }
  }
}
