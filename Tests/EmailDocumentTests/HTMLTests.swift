// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport

@testable import EmailDocument

@Suite("HTML escapes what is interpolated", .limited)
struct HTMLTests {
  @Test(
    "text",
    arguments: [
      ("plain", "plain"),
      ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
      ("R&D", "R&amp;D"),
      ("&amp;", "&amp;amp;"),
      (#"" onload="x"#, "&quot; onload=&quot;x"),
      ("' onload='x", "&#39; onload=&#39;x"),
      ("<!-- -->", "&lt;!-- --&gt;"),
      ("Zoë <3 漢字 👩‍💻", "Zoë &lt;3 漢字 👩‍💻"),
      // A combining mark must not hide the character it stands on.
      ("<\u{301}b>", "&lt;\u{301}b&gt;"),
      ("", ""),
    ])
  func text(_ value: String, expected: String) {
    let html: HTML = "<p title=\"\(value)\">\(value)</p>"
    #expect(html.markup == "<p title=\"\(expected)\">\(expected)</p>")
  }

  @Test("a literal inside of an interpolation is text, not markup")
  func nestedLiteral() {
    let html: HTML = "<p>\("<b>")</p>"
    #expect(html.markup == "<p>&lt;b&gt;</p>")
  }

  @Test("HTML inside of HTML is not escaped twice")
  func nested() {
    let name: HTML = "<b>\("R&D")</b>"
    let page: HTML = "<p>\(name)\([name, name])\(7)</p>"
    #expect(page.markup == "<p><b>R&amp;D</b><b>R&amp;D</b><b>R&amp;D</b>7</p>")
  }

  @Test("rich text inside of HTML is escaped run by run")
  func richText() {
    let text: RichText = "R&D of \(strong: "<b>")"
    let html: HTML = "<p>\(text)</p>"
    #expect(html.markup == "<p>R&amp;D of <strong>&lt;b&gt;</strong></p>")
  }

  @Test(
    "only web addresses become links",
    arguments: [
      ("https://example.com/a?b=1&c=2", " href=\"https://example.com/a?b=1&amp;c=2\""),
      ("HTTP://example.com", " href=\"HTTP://example.com\""),
      (#"https://example.com/"onclick="x"#, " href=\"https://example.com/&quot;onclick=&quot;x\""),
      ("javascript:alert(1)", ""),
      ("JaVaScRiPt:alert(1)//https://", ""),
      (" javascript:alert(1)", ""),
      ("java\nscript:alert(1)", ""),
      ("data:text/html,<script>", ""),
      ("//example.com", ""),
      ("https:example.com", ""),
      ("https://example.com/\nx", ""),
      ("https://example.com/a b", ""),
      ("", ""),
    ])
  func href(_ address: String, attribute: String) {
    let html: HTML = "<a\(href: address)>x</a>"
    #expect(html.markup == "<a\(attribute)>x</a>")
  }

  @Test(
    "a mail link cannot add fields to the mail",
    arguments: [
      ("help@example.com", "help@example.com"),
      ("a?cc=b@example.com", "a%3Fcc%3Db@example.com"),
      ("a&b%0A@example.com", "a%26b%250A@example.com"),
      ("o'neil+aws@example.com", "o%27neil%2Baws@example.com"),
    ])
  func mailLink(_ address: String, target: String) {
    let html: HTML = "<a\(mailto: EmailDraft(to: address))>x</a>"
    #expect(html.markup == "<a href=\"mailto:\(target)\">x</a>")
  }
}
