// SPDX-License-Identifier: Apache-2.0

extension Letter {
  /// The letter for a plain-text client: lines of at most 76 characters, except where one word
  /// is longer.
  var text: String {
    var page = TextPage()
    page.wrap(heading.text)
    page.rule("=", below: heading.text)
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
    case .paragraph(let phrase), .note(let phrase), .hint(let phrase): page.wrap(phrase.spelledOut)
    case .list(let title, let items, let rest):
      page.title(title)
      Self.write(items, rest: rest, on: &page)
    case .steps(let title, let steps):
      page.title(title)
      for (index, step) in steps.enumerated() {
        if index > 0 || title != nil { page.line("") }
        Self.write(step, mark: steps.count == 1 ? "  -  " : "  \(index + 1). ", on: &page)
      }
    case .button(let title, let address):
      page.wrap(title.text + ":")
      page.line(address)
    case .figures(let figures):
      for figure in figures { page.line("\(figure.count) \(figure.label.text)") }
    case .chart(let title, let bars):
      page.title(title)
      Self.write(bars, on: &page)
    case .smallPrint(let phrases):
      page.line("--")
      for phrase in phrases { page.wrap(phrase.spelledOut) }
    }
  }

  private static func write(_ items: [Letter.Item], rest: Phrase?, on page: inout TextPage) {
    let names = items.map(\.name.text)
    // A name this long would leave no room beside it.
    let column = names.lazy.map(\.count).filter { $0 <= 36 }.max() ?? 0
    for (name, item) in zip(names, items) {
      let detail = item.detail?.spelledOut ?? ""
      let gap = String(repeating: " ", count: max(0, column - name.count) + 2)
      if !detail.isEmpty, 2 + name.count + gap.count + detail.count <= TextPage.width {
        page.line("  " + name + gap + detail)
      } else {
        page.wrap(name, indent: "  ")
        if !detail.isEmpty { page.wrap(detail, indent: "    ") }
      }
      for line in item.more { page.wrap(line.spelledOut, indent: "    ") }
    }
    if let rest { page.wrap(rest.text, indent: "  ") }
  }

  private static func write(_ step: Letter.Step, mark: String, on page: inout TextPage) {
    page.wrap(step.title.text, indent: "     ", first: mark)
    if let detail = step.detail { page.wrap(detail.text, indent: "     ") }
    // Whole, however long: a command that was cut in two does something else, or nothing.
    for command in step.commands { page.line("     " + command.line) }
  }

  /// The longest bar has thirty marks, and none is shorter than one but that of zero.
  private static func write(_ bars: [Letter.Bar], on page: inout TextPage) {
    let column = bars.map(\.label.text.count).max() ?? 0
    let largest = max(1, bars.map(\.count).max() ?? 0)
    for bar in bars {
      let label = bar.label.text
      let marks = (bar.count * 30 + largest - 1) / largest
      let gap = String(repeating: " ", count: column - label.count)
      let drawn = marks > 0 ? String(repeating: "#", count: marks) + " " : ""
      page.line("  \(label)\(gap)  \(drawn)\(bar.count)")
    }
  }
}

extension Phrase {
  /// The words, each link with its address behind it.
  fileprivate var spelledOut: String {
    var text = ""
    for run in runs {
      text += run.text
      if case .link(_, let address) = run { text += " <\(address)>" }
    }
    return text
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

  /// Underlines the first line of a heading.
  mutating func rule(_ mark: String, below heading: String) {
    line(String(repeating: mark, count: min(heading.utf8.count, Self.width)))
  }

  /// Writes what stands above something, if there is anything.
  mutating func title(_ title: Phrase?) {
    guard let title else { return }
    wrap(title.text)
    rule("-", below: title.text)
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
