// SPDX-License-Identifier: Apache-2.0

extension EmailDocument.Step {
  /// The steps below each other, numbered if there are several.
  static func list(_ steps: [Self]) -> HTML {
    let rows = steps.enumerated().map { index, step in
      step.row(
        number: steps.count > 1 ? Self.number(index + 1) : "", isLast: index == steps.count - 1)
    }
    return "\(HTML.openTable(Style.grid))\n\(rows)</table>"
  }

  private static func number(_ number: Int) -> HTML {
    "<td valign=\"top\" width=\"32\" \(Style.number)>\(number)</td>"
  }

  private func row(number: HTML, isLast: Bool) -> HTML {
    """
    <tr>\(number)
    <td valign="top" \(isLast ? Style.lastStep : Style.step)>\
    <p \(Style.body)><strong>\(title)</strong></p>\
    \(detail.map { "<p \(Style.detail)>\($0)</p>" as HTML } ?? "")
    \(commandTable)</td></tr>

    """
  }

  private var commandTable: HTML {
    guard !commands.isEmpty else { return "" }
    let rows = commands.enumerated().map { index, command -> HTML in
      """

      <tr><td \(index == 0 ? Style.firstCommand : Style.command)>\
      <code class="ink" \(Style.code)>\(Self.words(of: command))</code></td></tr>
      """
    }
    return "\(HTML.openTable(Style.commands))\(rows)</table>"
  }

  /// Browsers break lines behind hyphens. Options such as `--user-name` stay whole, but a word
  /// longer than a phone is wide must break somewhere.
  private static func words(of command: String) -> HTML {
    let words = command.split(separator: " ").enumerated().map { index, word -> HTML in
      let space: HTML = index == 0 ? "" : " "
      return word.utf8.count <= 24 && word.utf8.contains(UInt8(ascii: "-"))
        ? "\(space)<span style=\"white-space:nowrap\">\(String(word))</span>"
        : "\(space)\(String(word))"
    }
    return "\(words)"
  }
}
