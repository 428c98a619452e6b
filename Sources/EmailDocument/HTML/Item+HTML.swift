// SPDX-License-Identifier: Apache-2.0

extension EmailDocument.Item {
  /// A box with a row for each entry. `rest` is the last row.
  static func list(_ items: [Self], rest: RichText?) -> HTML {
    var rows = items.enumerated().map { index, item in item.row(isFirst: index == 0) }
    if let rest {
      rows.append("<tr><td \(Style.row)>\(rest)</td></tr>\n")
    }
    return "\(HTML.openTable(Style.box))\n\(rows)</table>"
  }

  private func row(isFirst: Bool) -> HTML {
    let detail = detail.map { "<span \(Style.nameDetail)>\($0)</span>" as HTML } ?? ""
    return """
      <tr><td \(isFirst ? Style.firstRow : Style.row)><span \(Style.name)>\(name)</span> \
      \(detail)\(furtherLines)\(commandLine)</td></tr>

      """
  }

  /// Without the box of a step: a list may have many.
  private var commandLine: HTML {
    command.map { "<div><code \(Style.listedCode)>\($0)</code></div>" } ?? ""
  }

  private var furtherLines: HTML {
    guard let first = more.first else { return "" }
    let others = more.dropFirst().map { "<br>\($0)" as HTML }
    return "<div>\(first)\(others)</div>"
  }
}
