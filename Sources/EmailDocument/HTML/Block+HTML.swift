// SPDX-License-Identifier: Apache-2.0

extension EmailDocument.Block {
  /// The block as a row of the document.
  var row: HTML {
    "<tr><td align=\"left\" style=\"padding:20px 20px 0\">\n\(content)\n</td></tr>\n"
  }

  private var content: HTML {
    switch self {
    case .paragraph(let text): "<p \(Style.body)>\(text)</p>"
    case .list(let title, let items, let rest):
      "\(Self.title(title))\(EmailDocument.Item.list(items, rest: rest))"
    case .steps(let title, let steps): "\(Self.title(title))\(EmailDocument.Step.list(steps))"
    case .button(let title, let address): Self.button(title, to: address)
    case .note(let text): Self.note(text)
    case .hint(let text): "<p \(Style.detail)>\(text)</p>"
    case .figures(let figures): Self.figures(figures)
    case .chart(let title, let bars): "\(Self.title(title))\(EmailDocument.Bar.chart(bars))"
    case .smallPrint(let texts): Self.smallPrint(texts)
    }
  }

  private static func title(_ title: RichText?) -> HTML {
    title.map { "<h2 \(Style.subheading)>\($0)</h2>\n" } ?? ""
  }

  private static func button(_ title: RichText, to address: String) -> HTML {
    """
    <table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>\
    <td \(Style.buttonCell)><a\(href: address) \(Style.button)>\(title)</a></td></tr></table>
    """
  }

  private static func note(_ text: RichText) -> HTML {
    """
    \(HTML.openTable(Style.grid))<tr><td \(Style.note)><p \(Style.body)>\(text)</p></td></tr>\
    </table>
    """
  }

  private static func figures(_ figures: [EmailDocument.Figure]) -> HTML {
    let cells = figures.map { figure -> HTML in
      """
      <td valign="top"><p \(Style.figure)>\(figure.count)</p>\
      <p \(Style.small)>\(figure.label)</p></td>

      """
    }
    return "\(HTML.openTable(Style.grid))<tr>\n\(cells)</tr></table>"
  }

  private static func smallPrint(_ texts: [RichText]) -> HTML {
    """
    \(HTML.openTable(Style.grid))<tr><td \(Style.rule)>
    \(texts.map { "<p \(Style.small)>\($0)</p>\n" as HTML })</td></tr></table>
    """
  }
}
