// SPDX-License-Identifier: Apache-2.0

// Tables and inline styles: Outlook lays e-mails out with Word's engine, and webmail removes style
// sheets. No image, no script, nothing that is loaded from elsewhere.

extension EmailDocument {
  /// The body for clients that show HTML.
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
    \(Style.sheet)
    </head>
    <body \(Style.page)>
    <div \(Style.preview)>\(preview.text)</div>
    \(card)
    </body>
    </html>

    """
  }

  /// The 600 px in the middle. Word's engine does not support `max-width`: the comment, which only
  /// that engine reads, gives it a table of that width.
  private var card: HTML {
    """
    <table role="presentation" lang="en" width="100%" cellpadding="0" cellspacing="0" border="0" \
    \(Style.page)><tr><td align="center" style="padding:16px 8px">
    <!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0"><tr><td>\
    <![endif]-->
    \(HTML.openTable(Style.card))
    <tr><td style="padding:24px 20px 0"><h1 \(Style.heading)>\(heading)</h1></td></tr>
    \(blocks.map(\.row))\
    <tr><td style="padding:0 0 16px;font-size:1px;line-height:1px">&nbsp;</td></tr>
    </table>
    <!--[if mso]></td></tr></table><![endif]-->
    </td></tr></table>
    """
  }
}

extension HTML {
  /// The opening tag of a table as wide as its container. Screen readers do not announce it.
  static func openTable(_ style: HTML) -> HTML {
    """
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \(style)>
    """
  }
}
