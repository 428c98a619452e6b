// SPDX-License-Identifier: Apache-2.0

/// The markup of a page, taken apart without a parser. Enough for pages that hold no `>` in a
/// value.
public struct HTMLPage {
  private let markup: String

  /// A page of `markup`.
  public init(_ markup: String) {
    self.markup = markup
  }

  /// The tags and comments in order.
  public var tags: [String] {
    markup.split(separator: "<").dropFirst(markup.hasPrefix("<") ? 0 : 1)
      .map { "<" + $0.prefix { $0 != ">" } + ">" }
  }

  /// The visible text: the text outside of tags from the first heading on, blocks on lines of
  /// their own.
  public var visibleText: String {
    let body = markup.split(separator: "<h1", maxSplits: 1).last ?? ""
    let text = ["<br>", "</p>", "</td>"]
      .reduce(String(body)) { $0.replacing($1, with: "\n\($1)") }
      .split(separator: "<", omittingEmptySubsequences: false)
      .map { $0.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false).last ?? "" }
      .joined()
    return Self.entities.reduce(text) { $0.replacing($1.entity, with: $1.character) }
  }

  /// The elements that are not closed in the right order: none on a well-formed page.
  public var unbalanced: [String] {
    var (open, wrong): ([String], [String]) = ([], [])
    for tag in tags {
      let name = String(tag.prefix { !" >".contains($0) }.dropFirst())
      if name.hasPrefix("/") {
        if open.popLast().map({ "/" + $0 }) != name { wrong.append(name) }
      } else if !["meta", "br"].contains(name), !name.hasPrefix("!") {
        open.append(name)
      }
    }
    return wrong + open
  }

  private static let entities = [
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&"),
  ].map { (entity: $0.0, character: $0.1) }
}

extension String {
  /// The text with one space between its words, so that line breaks do not matter.
  public var collapsed: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
