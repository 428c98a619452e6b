// SPDX-License-Identifier: Apache-2.0

// Tables and inline styles, as in 1999: Outlook lays mail out with Word's engine, and webmail
// removes style sheets. No image, no script, nothing remote.

extension Letter {
  /// The letter for everybody else.
  var html: HTML {
    """
    <!doctype html>
    <html lang="en" dir="ltr">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="supported-color-schemes" content="light dark">
    <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
    <title>\(subject)</title>
    \(Look.sheet)
    </head>
    <body \(Look.page)>
    <div \(Look.preview)>\(preview.text)</div>
    \(card)
    </body>
    </html>

    """
  }

  /// The 600 px in the middle. Word's engine knows no `max-width`: the comment, which it alone
  /// reads, gives it a table of that width.
  private var card: HTML {
    """
    <table role="presentation" lang="en" width="100%" cellpadding="0" cellspacing="0" border="0" \
    \(Look.page)><tr><td align="center" style="padding:16px 8px">
    <!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0"><tr><td>\
    <![endif]-->
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
    \(Look.card)>
    <tr><td style="padding:24px 20px 0"><h1 \(Look.heading)>\(heading.html)</h1></td></tr>
    \(blocks.map(\.row))\
    <tr><td style="padding:0 0 16px;font-size:1px;line-height:1px">&nbsp;</td></tr>
    </table>
    <!--[if mso]></td></tr></table><![endif]-->
    </td></tr></table>
    """
  }
}

extension Letter.Block {
  fileprivate var row: HTML {
    "<tr><td align=\"left\" style=\"padding:20px 20px 0\">\n\(content)\n</td></tr>\n"
  }

  private var content: HTML {
    switch self {
    case .paragraph(let phrase): "<p \(Look.body)>\(phrase.html)</p>"
    case .list(let title, let items, let rest):
      "\(Self.title(title))\(Self.list(items, rest: rest))"
    case .steps(let title, let steps): "\(Self.title(title))\(Self.steps(steps))"
    case .button(let title, let address): Self.button(title, to: address)
    case .note(let phrase): Self.note(phrase)
    case .hint(let phrase): "<p \(Look.detail)>\(phrase.html)</p>"
    case .figures(let figures): Self.figures(figures)
    case .chart(let title, let bars): "\(Self.title(title))\(Self.chart(bars))"
    case .smallPrint(let phrases): Self.smallPrint(phrases)
    }
  }

  private static func title(_ title: Phrase?) -> HTML {
    title.map { "<h2 \(Look.subheading)>\($0.html)</h2>\n" } ?? ""
  }

  private static func list(_ items: [Letter.Item], rest: Phrase?) -> HTML {
    var rows = items.enumerated().map { index, item -> HTML in
      """
      <tr><td \(index == 0 ? Look.firstRow : Look.row)><span \(Look.name)>\(item.name.html)</span> \
      \(item.detail.map { "<span \(Look.nameDetail)>\($0.html)</span>" as HTML } ?? "")\
      \(more(item.more))</td></tr>

      """
    }
    if let rest {
      rows.append("<tr><td \(Look.row)><p \(Look.detail)>\(rest.html)</p></td></tr>\n")
    }
    return """
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
      \(Look.box)>
      \(rows)</table>
      """
  }

  private static func more(_ lines: [Phrase]) -> HTML {
    guard let first = lines.first else { return "" }
    let others = lines.dropFirst().map { "<br>\($0.html)" as HTML }
    return "<div \(Look.more)>\(first.html)\(others)</div>"
  }

  /// Numbered, when there is more than one.
  private static func steps(_ steps: [Letter.Step]) -> HTML {
    let rows = steps.enumerated().map { index, step -> HTML in
      let number: HTML = "<td valign=\"top\" width=\"32\" \(Look.number)>\(index + 1)</td>"
      return """
        <tr>\(steps.count > 1 ? number : "")
        <td valign="top" \
        \(index == steps.count - 1 ? Look.lastStep : Look.step)>\
        <p \(Look.body)><strong>\(step.title.html)</strong></p>\
        \(step.detail.map { "<p \(Look.detail)>\($0.html)</p>" as HTML } ?? "")
        \(commands(step.commands))</td></tr>

        """
    }
    return """
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
      \(Look.grid)>
      \(rows)</table>
      """
  }

  private static func commands(_ commands: [Command]) -> HTML {
    guard !commands.isEmpty else { return "" }
    let rows = commands.enumerated().map { index, command -> HTML in
      """

      <tr><td \(index == 0 ? Look.firstCommand : Look.command)>\
      <code class="ink" \(Look.code)>\(command.html)</code></td></tr>
      """
    }
    return """
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
      \(Look.commands)>\(rows)</table>
      """
  }

  private static func button(_ title: Phrase, to address: String) -> HTML {
    """
    <table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>\
    <td \(Look.buttonCell)><a\(href: address) \(Look.button)>\(title.html)</a></td></tr></table>
    """
  }

  private static func note(_ phrase: Phrase) -> HTML {
    """
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
    \(Look.grid)><tr><td \(Look.note)><p \(Look.body)>\(phrase.html)</p></td></tr></table>
    """
  }

  private static func figures(_ figures: [Letter.Figure]) -> HTML {
    let cells = figures.map { figure -> HTML in
      """
      <td valign="top"><p \(Look.figure)>\(figure.count)</p>\
      <p \(Look.small)>\(figure.label.html)</p></td>

      """
    }
    return """
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
      \(Look.grid)><tr>
      \(cells)</tr></table>
      """
  }

  /// A bar is a cell with a ground: no image, and Word's engine draws it, too.
  private static func chart(_ bars: [Letter.Bar]) -> HTML {
    let largest = max(1, bars.map(\.count).max() ?? 0)
    let rows = bars.map { bar -> HTML in
      let percent = (bar.count * 100 + largest - 1) / largest
      let drawn: HTML = """
        <table role="presentation" width="\(percent)%" cellpadding="0" cellspacing="0" border="0">\
        <tr><td \(bar.isAlarming ? Look.alarmingBar : Look.bar)>&nbsp;</td></tr></table>
        """
      return """
        <tr><td width="126" \(Look.barLabel)>\(bar.label.html)</td>\
        <td \(Look.barCell)>\(percent > 0 ? drawn : "")</td>\
        <td width="48" align="right" \(Look.barCount)>\(bar.count)</td></tr>

        """
    }
    return """
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
      \(Look.grid)>
      \(rows)</table>
      """
  }

  private static func smallPrint(_ phrases: [Phrase]) -> HTML {
    """
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
    \(Look.grid)><tr><td \(Look.rule)>
    \(phrases.map { "<p \(Look.small)>\($0.html)</p>\n" as HTML })</td></tr></table>
    """
  }
}

extension Phrase {
  fileprivate var html: HTML {
    "\(runs.map(\.html))"
  }
}

extension Phrase.Run {
  fileprivate var html: HTML {
    switch self {
    case .plain(let text): "\(text)"
    case .strong(let text): "<strong>\(text)</strong>"
    case .code(let text): "<span \(Look.identifier)>\(text)</span>"
    case .whole(let text): "<span style=\"white-space:nowrap\">\(text)</span>"
    case .address(let address): "<a\(href: address) \(Look.link)>\(address.value)</a>"
    case .link(let title, let address): "<a\(href: address) \(Look.link)>\(title)</a>"
    }
  }
}

extension Command {
  /// A browser breaks lines behind hyphens. Not within `--user-name`, please; but what is longer
  /// than a phone is wide must break somewhere.
  fileprivate var html: HTML {
    let words = line.split(separator: " ").enumerated().map { index, word -> HTML in
      let space: HTML = index == 0 ? "" : " "
      return word.utf8.count <= 24 && word.utf8.contains(UInt8(ascii: "-"))
        ? "\(space)<span style=\"white-space:nowrap\">\(String(word))</span>"
        : "\(space)\(String(word))"
    }
    return "\(words)"
  }
}
