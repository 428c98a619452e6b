// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import KeyReminder

@Suite("The HTML")
struct LetterHTMLTests {
  @Test(
    "no value changes the markup: the tags are the same as with a harmless one",
    arguments: [
      "<script>alert(1)</script>", "</td></tr></table>", "R&D", "\" onclick=\"x", "' onclick='x",
      "<!--", "-->", "]]>", "<![endif]-->", "&lt;script&gt;", "\\(name)", "a\nb",
    ])
  func hostileValue(_ value: String) throws {
    let key = StaleKey(id: value, created: LetterSample.keys(1)[0].created, ageDays: 812)
    let hostile = try LetterSample(userName: value, keys: [key], accountID: value).mail.html
    #expect(tags(of: hostile) == tags(of: try LetterSample().mail.html))
    #expect(visibleText(of: hostile).contains(value.replacing("\n", with: " ")))
  }

  @Test("the support address is escaped like any other value")
  func hostileSupport() throws {
    let html = try LetterSample(support: "o'neil&co?x@example.com").mail.html
    #expect(html.contains(">o&#39;neil&amp;co?x@example.com</a>"))
    #expect(html.contains(" href=\"mailto:o%27neil%26co%3Fx@example.com\""))
    #expect(tags(of: html).count == tags(of: try LetterSample().mail.html).count)
  }

  @Test("a guide that is no web address is no link")
  func guide() throws {
    #expect(!(try LetterSample(guide: "javascript:alert(1)").mail.html.contains("javascript")))
  }

  @Test("every element is closed, in the right order", arguments: [1, 2, 30, 500])
  func balanced(_ count: Int) throws {
    var open: [String] = []
    for tag in tags(of: try LetterSample(keys: LetterSample.keys(count)).mail.html) {
      let name = tag.prefix { !" >".contains($0) }.dropFirst()
      if name.hasPrefix("/") {
        #expect(open.popLast().map { "/" + $0 } == String(name))
      } else if name != "meta", !name.hasPrefix("!") {
        open.append(String(name))
      }
    }
    #expect(open.isEmpty)
  }

  @Test("every table is one for layout only, as a screen reader hears it")
  func presentation() throws {
    for tag in tags(of: try LetterSample().mail.html) where tag.hasPrefix("<table") {
      #expect(tag.contains("role=\"presentation\""))
    }
  }

  @Test("asks nothing of the network and runs nothing")
  func nothingRemote() throws {
    let html = try LetterSample().mail.html.lowercased()
    for word in ["<img", "<script", "<link", "url(", "@import", "src=", "http-equiv"] {
      #expect(!html.contains(word))
    }
    #expect(html.components(of: "http").count - 1 == 1, "the guide alone")
  }

  @Test(
    "says what mail clients look for",
    arguments: [
      "<!doctype html>", "<html lang=\"en\"", "name=\"color-scheme\" content=\"light dark\"",
      "@media (prefers-color-scheme:dark)", "max-width:600px", "<!--[if mso]>", "name=\"viewport\"",
      "charset=\"utf-8\"",
    ])
  func clients(_ part: String) throws {
    #expect(try LetterSample().mail.html.contains(part))
  }

  @Test("stays under 100 KB with the longest ids and names, and its lines under SMTP's 998 bytes")
  func size() throws {
    let keys = LetterSample.keys(500).map { key in
      StaleKey(
        id: key.id + String(repeating: "&", count: 108), created: key.created, ageDays: 3_650)
    }
    let mail = try LetterSample(userName: String(repeating: "'", count: 64), keys: keys).mail
    #expect(mail.html.utf8.count < 100_000)
    #expect(mail.text.utf8.count < 100_000)
    let plain = try LetterSample(keys: LetterSample.keys(500)).mail
    #expect(plain.html.split(separator: "\n").allSatisfy { $0.utf8.count < 998 })
  }

  @Test("the inbox's preview is hidden, and says how old the oldest key is")
  func preview() throws {
    let html = try LetterSample(keys: LetterSample.keys(2)).mail.html
    #expect(html.contains("mso-hide:all\">The oldest is 812 days old."))
  }
}
