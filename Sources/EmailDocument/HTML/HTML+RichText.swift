// SPDX-License-Identifier: Apache-2.0

extension HTML.StringInterpolation {
  /// The words with their styles and links.
  mutating func appendInterpolation(_ text: RichText) {
    for run in text.runs { appendInterpolation(run) }
  }

  private mutating func appendInterpolation(_ run: RichText.Run) {
    switch run {
    case .plain(let text): appendInterpolation(text)
    case .strong(let text): append("<strong>\(text)</strong>")
    case .code(let text): append("<span \(Style.identifier)>\(text)</span>")
    case .noBreak(let text): append("<span style=\"white-space:nowrap\">\(text)</span>")
    case .emailAddress(let address): appendMailLink(address, EmailDraft(to: address))
    case .emailDraft(let title, let draft): appendMailLink(title, draft)
    case .link(let title, let address): append("<a\(href: address) \(Style.link)>\(title)</a>")
    }
  }

  private mutating func appendMailLink(_ title: String, _ draft: EmailDraft) {
    append("<a\(mailto: draft) \(Style.link)>\(title)</a>")
  }

  private mutating func append(_ html: HTML) {
    appendInterpolation(html)
  }
}
