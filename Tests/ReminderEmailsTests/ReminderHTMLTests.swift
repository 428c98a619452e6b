// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport

@testable import KeyReminder
@testable import ReminderEmails

@Suite("The HTML", .limited)
struct ReminderHTMLTests {
  @Test(
    "no value changes the markup: the tags are the same as with a harmless one",
    arguments: [
      "<script>alert(1)</script>", "</td></tr></table>", "R&D", "\" onclick=\"x", "' onclick='x",
      "<!--", "-->", "]]>", "<![endif]-->", "&lt;script&gt;", "\\(name)", "a\nb",
    ])
  func hostileValue(_ value: String) throws {
    func page(_ value: String) throws -> String {
      let key = ListedKey(
        id: value, created: ReminderSample.now, ageDays: 812, description: value,
        use: .at(ReminderSample.now, service: value, region: value))
      // Two owners: a link to the console for each.
      let owners = [ContactSource.tag(value), .domain(value)].map {
        ReminderOwner(
          userName: value, addressSource: $0, keys: [key],
          otherKeys: [SecondKey(id: value, status: .inactive, ageDays: 1)])
      }
      return try ReminderSample(owners: owners, accountID: value).mail.html
    }
    func withoutTargets(_ html: String) -> [String] {
      HTMLPage(html).tags.map { $0.hasPrefix("<a href") ? "<a>" : $0 }
    }
    let hostile = try page(value)
    // Harmless, but no name of IAM's either, so that both are without commands.
    #expect(withoutTargets(hostile) == withoutTargets(try page("some words")))
    #expect(HTMLPage(hostile).visibleText.contains(value.replacing("\n", with: " ")))
  }

  @Test("the support address is escaped like any other value")
  func hostileSupport() throws {
    let html = try ReminderSample(support: "o'neil&co?x@example.com").mail.html
    #expect(html.contains(">o&#39;neil&amp;co?x@example.com</a>"))
    #expect(html.contains(" href=\"mailto:o%27neil%26co%3Fx@example.com\""))
    #expect(try HTMLPage(html).tags.count == HTMLPage(ReminderSample().mail.html).tags.count)
  }

  @Test("a guide that is not a web address is not a link")
  func guide() throws {
    #expect(!(try ReminderSample(guide: "javascript:alert(1)").mail.html.contains("javascript")))
  }

  @Test("every element is closed, in the right order", arguments: [1, 2, 4, 30, 500])
  func balanced(_ count: Int) throws {
    #expect(
      try HTMLPage(ReminderSample(keys: ReminderSample.keys(count)).mail.html).unbalanced == [])
    #expect(
      try HTMLPage(ReminderSample(owners: ReminderSample.owners(count)).mail.html).unbalanced == [])
  }

  @Test("every table is one for layout only, as a screen reader hears it")
  func presentation() throws {
    for tag in try HTMLPage(ReminderSample().mail.html).tags where tag.hasPrefix("<table") {
      #expect(tag.contains("role=\"presentation\""))
    }
  }

  @Test("loads nothing and runs nothing")
  func nothingRemote() throws {
    let html = try ReminderSample().mail.html.lowercased()
    for word in ["<img", "<script", "<link", "url(", "@import", "src=", "http-equiv"] {
      #expect(!html.contains(word))
    }
    #expect(
      html.components(of: "http").count - 1 == 4, "three pages of AWS's guides and the console")
  }

  @Test(
    "says what mail clients look for",
    arguments: [
      "<!doctype html>", "<html lang=\"en\"", "name=\"color-scheme\" content=\"light dark\"",
      "@media (prefers-color-scheme:dark)", "<code", "max-width:600px", "<!--[if mso]>",
      "name=\"viewport\"",
      "charset=\"utf-8\"",
    ])
  func clients(_ part: String) throws {
    #expect(try ReminderSample().mail.html.contains(part))
  }

  @Test("stays under 100 KB with the longest ids and names, and its lines under SMTP's 998 bytes")
  func size() throws {
    let owners = ReminderSample.keys(500).map { key in
      let long = ListedKey(
        id: key.id + String(repeating: "A", count: 108), created: key.created, ageDays: 3_650,
        description: String(repeating: "漢", count: 256), use: .used(1))
      return ReminderOwner(
        userName: String(repeating: ",", count: 64), addressSource: .tag("email"), keys: [long],
        otherKeys: [SecondKey(id: long.id + "B", status: .inactive, ageDays: 3_650)])
    }
    let mail = try ReminderSample(owners: owners).mail
    #expect(mail.html.utf8.count < 100_000)
    #expect(mail.text.utf8.count < 100_000)
    let plain = try ReminderSample(keys: ReminderSample.keys(500)).mail
    #expect(plain.html.split(separator: "\n").allSatisfy { $0.utf8.count < 998 })
  }

  @Test("the inbox's preview is hidden, and says how old the oldest key is")
  func preview() throws {
    let html = try ReminderSample(keys: ReminderSample.keys(2)).mail.html
    #expect(html.contains("mso-hide:all\">The oldest is 812 days old."))
  }
}
