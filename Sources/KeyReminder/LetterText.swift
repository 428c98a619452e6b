// SPDX-License-Identifier: Apache-2.0

extension Letter {
  /// The letter for a plain-text client: lines of at most 76 characters, except where one word
  /// is longer.
  var text: String {
    var page = TextPage()
    page.wrap(heading.text)
    page.line(String(repeating: "=", count: min(heading.text.utf8.count, TextPage.width)))
    for block in blocks {
      page.line("")
      block.write(on: &page)
    }
    return page.text
  }
}

extension Letter.Block {
  fileprivate func write(on page: inout TextPage) {
    switch self {
    case .paragraph(let phrase), .note(let phrase): page.wrap(phrase.text)
    case .list(let items, let rest): Self.write(items, rest: rest, on: &page)
    case .steps(let title, let steps): Self.write(steps, under: title, on: &page)
    case .button(let title, let address):
      page.wrap(title.text + ":")
      page.line(address)
    case .smallPrint(let phrases):
      page.line("--")
      for phrase in phrases { page.wrap(phrase.text) }
    }
  }

  private static func write(_ items: [Letter.Item], rest: Phrase?, on page: inout TextPage) {
    let names = items.map(\.name.text)
    // A name this long would leave no room beside it.
    let column = names.lazy.map(\.count).filter { $0 <= 36 }.max() ?? 0
    for (name, item) in zip(names, items) {
      let gap = column - name.count
      if gap >= 0 {
        let spaces = String(repeating: " ", count: gap)
        page.line("  " + name + spaces + "  " + item.detail.text)
      } else {
        page.line("  " + name)
        page.wrap(item.detail.text, indent: "    ")
      }
    }
    if let rest { page.wrap(rest.text, indent: "  ") }
  }

  private static func write(
    _ steps: [Letter.Step], under title: Phrase, on page: inout TextPage
  ) {
    page.wrap(title.text + ":")
    for (index, step) in steps.enumerated() {
      page.line("")
      page.wrap(step.title.text, indent: "     ", first: "  \(index + 1). ")
      page.wrap(step.detail.text, indent: "     ")
    }
  }
}

/// Lines of text, broken between words.
private struct TextPage {
  static let width = 76

  private(set) var text = ""

  mutating func line(_ line: String) {
    text += line
    text += "\n"
  }

  /// Writes words, as many as fit on each line. `first` stands before the first line, `indent`
  /// before the others.
  ///
  /// Bytes are counted, not characters: a line of other than ASCII turns out shorter, never longer.
  mutating func wrap(_ words: String, indent: String = "", first: String? = nil) {
    var rest = words.utf8[...]
    var margin = first ?? indent
    repeat {
      let end = Self.lineEnd(in: rest, room: Self.width - margin.utf8.count)
      text += margin
      text += Substring(rest[..<end])
      text += "\n"
      rest = rest[end...].dropFirst()
      margin = indent
    } while !rest.isEmpty
  }

  /// The end, or the last space that leaves a line of at most `room`, or, behind a longer word,
  /// the first.
  private static func lineEnd(in words: Substring.UTF8View, room: Int) -> Substring.Index {
    guard let limit = words.index(words.startIndex, offsetBy: room, limitedBy: words.endIndex),
      limit < words.endIndex
    else { return words.endIndex }
    let space = UInt8(ascii: " ")
    return words[...limit].lastIndex(of: space) ?? words.firstIndex(of: space) ?? words.endIndex
  }
}
