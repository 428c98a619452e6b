// SPDX-License-Identifier: Apache-2.0

extension EmailDocument {
  /// The body for plain-text clients. A line has at most 76 bytes, unless it is a longer word, a
  /// command or a line of a chart.
  var plainText: String {
    var page = PlainTextPage()
    page.headline(heading, underline: "=")
    for block in blocks {
      page.line("")
      block.write(on: &page)
    }
    return page.text
  }
}

extension EmailDocument.Block {
  fileprivate func write(on page: inout PlainTextPage) {
    switch self {
    case .paragraph(let text), .note(let text), .hint(let text): page.wrap(text.plainText)
    case .list(let title, let items, let rest):
      page.title(title)
      EmailDocument.Item.write(items, on: &page)
      if let rest { page.wrap(rest.plainText, indent: "  ") }
    case .steps(let title, let steps):
      page.title(title)
      EmailDocument.Step.write(steps, hasTitle: title != nil, on: &page)
    case .button(let title, let address):
      page.wrap(title.text + ":")
      page.line(address.singleLine)
    case .figures(let figures):
      for figure in figures { page.wrap("\(figure.count) \(figure.label.plainText)") }
    case .chart(let title, let bars):
      page.title(title)
      EmailDocument.Bar.write(bars, on: &page)
    case .smallPrint(let texts):
      page.line("--")
      for text in texts { page.wrap(text.plainText) }
    }
  }
}

extension EmailDocument.Item {
  /// The longest name that a detail may stand beside.
  private static let longestName = 36

  /// Writes names and details in two columns. A detail that does not fit stands below its name.
  fileprivate static func write(_ items: [Self], on page: inout PlainTextPage) {
    let names = items.map(\.name.plainText)
    let column = names.lazy.map(\.count).filter { $0 <= longestName }.max() ?? 0
    for (name, item) in zip(names, items) {
      let detail = item.detail?.plainText ?? ""
      let gap = String(repeating: " ", count: max(0, column - name.count) + 2)
      if !detail.isEmpty, 2 + name.count + gap.count + detail.count <= PlainTextPage.width {
        page.line("  " + name + gap + detail)
      } else {
        page.wrap(name, indent: "  ")
        if !detail.isEmpty { page.wrap(detail, indent: "    ") }
      }
      for line in item.more { page.wrap(line.plainText, indent: "    ") }
      if let command = item.command { page.line("    " + command) }
    }
  }
}

extension EmailDocument.Step {
  /// Writes steps with an empty line between them, numbered if there are several.
  fileprivate static func write(
    _ steps: [Self], hasTitle: Bool, on page: inout PlainTextPage
  ) {
    for (index, step) in steps.enumerated() {
      if index > 0 || hasTitle { page.line("") }
      step.write(mark: steps.count == 1 ? "  -  " : "  \(index + 1). ", on: &page)
    }
  }

  private func write(mark: String, on page: inout PlainTextPage) {
    page.wrap(title.plainText, indent: "     ", first: mark)
    if let detail { page.wrap(detail.plainText, indent: "     ") }
    // Never broken: half a command does something else, or nothing.
    for command in commands { page.line("     " + command) }
  }
}

extension EmailDocument.Bar {
  private static let longestBar = 30

  /// Draws the bars with `#`. Every count above zero has at least one.
  fileprivate static func write(_ bars: [Self], on page: inout PlainTextPage) {
    let column = bars.map(\.label.text.count).max() ?? 0
    let largest = max(1, bars.map(\.count).max() ?? 0)
    for bar in bars {
      let label = bar.label.text
      let length = (bar.count * longestBar + largest - 1) / largest
      let gap = String(repeating: " ", count: column - label.count)
      let drawn = length > 0 ? String(repeating: "#", count: length) + " " : ""
      page.line("  \(label)\(gap)  \(drawn)\(bar.count)")
    }
  }
}

extension RichText {
  /// The words, each link followed by its address.
  fileprivate var plainText: String {
    guard runs.contains(where: { $0.target != nil }) else { return text }
    var text = ""
    for run in runs {
      text += run.text
      if let target = run.target { text += " <\(target)>" }
    }
    return text
  }
}

extension RichText.Run {
  /// What a link opens, where its words do not say it.
  fileprivate var target: String? {
    switch self {
    case .link(_, let address): address
    case .emailDraft(_, let draft): draft.url
    case .plain, .strong, .code, .noBreak, .emailAddress: nil
    }
  }
}
