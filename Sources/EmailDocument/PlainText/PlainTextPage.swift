// SPDX-License-Identifier: Apache-2.0

/// Lines of text, broken between words.
struct PlainTextPage {
  /// The longest line, in bytes.
  static let width = 76

  private(set) var text = ""

  /// Writes one line as it is, however long.
  mutating func line(_ line: String) {
    text += line
    text += "\n"
  }

  /// Writes a headline and underlines it with a character.
  mutating func headline(_ words: RichText, underline: String) {
    wrap(words.text)
    line(String(repeating: underline, count: min(words.text.utf8.count, Self.width)))
  }

  /// Writes the title of a block, if it has one.
  mutating func title(_ title: RichText?) {
    if let title { headline(title, underline: "-") }
  }

  /// Writes words, as many as fit on each line. `first` stands before the first line, `indent`
  /// before the others.
  ///
  /// Bytes are counted, not characters. Lines that are not ASCII become shorter than necessary,
  /// never longer.
  mutating func wrap(_ words: String, indent: String = "", first: String? = nil) {
    var rest = words.utf8[...]
    var margin = first ?? indent
    repeat {
      let end = Self.lineEnd(in: rest, within: Self.width - margin.utf8.count)
      text += margin
      text += Substring(rest[..<end])
      text += "\n"
      rest = rest[end...].dropFirst()
      margin = indent
    } while !rest.isEmpty
  }

  /// The end of the words if all of them fit; else the last space within `count` bytes; else the
  /// first space, which follows a word longer than the line.
  private static func lineEnd(in words: Substring.UTF8View, within count: Int) -> Substring.Index {
    guard let limit = words.index(words.startIndex, offsetBy: count, limitedBy: words.endIndex),
      limit < words.endIndex
    else { return words.endIndex }
    let space = UInt8(ascii: " ")
    return words[...limit].lastIndex(of: space) ?? words.firstIndex(of: space) ?? words.endIndex
  }
}
