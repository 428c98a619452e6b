// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Identifiers
import Testing
import TestSupport
import UTC

@testable import KeyReminder
@testable import ReminderEmails

@Suite("A reminder says what its owner must know", .limited)
struct ReminderEmailTests {
  @Test("the text and the HTML have every word", arguments: [1, 2, 4, 30, 500])
  func sameWords(_ count: Int) throws {
    for sample in [
      try ReminderSample(keys: ReminderSample.keys(count)),
      try ReminderSample(owners: ReminderSample.owners(count), redirectedTo: "eve@example.com"),
    ] {
      #expect(!sample.document.texts.isEmpty)
      expectSameWords(sample.document)
      #expect(sample.mail.html.contains("href=\"\(sample.context.guides.rotation)\""))
      #expect(sample.words.contains("<\(sample.context.guides.rotation)>"))
    }
  }

  @Test(
    "the facts of one key",
    arguments: [
      "AKIAIOSFODNN7EXAMPLE", "2024-03-09", "812 days old", "123456789012", "ana@example.com",
      "Your IAM user", "an access key that is due", "after 100 days", "in 3 days",
      "on Tuesday 2026-06-02",
      "the key is deactivated or deleted", "help@example.com", "never send it to anyone",
      "sent automatically by KeyReminder 1.2.3", "your address is the name of IAM user",
      "Create a second access key",
      "Switch every program", "check that nothing uses the old key", "Deactivate the old key.",
      "Delete it after a few quiet weeks.", "due on 2024-06-17",
      "If one is denied, ask help@example.com",
      "No longer needed", "deactivate it, delete it after a few quiet weeks",
      "nobody deactivates or deletes a key for you",
    ])
  func facts(_ fact: String) throws {
    let mail = try ReminderSample().mail
    #expect(mail.text.collapsed.contains(fact))
    #expect(HTMLPage(mail.html).visibleText.collapsed.contains(fact))
  }

  @Test(
    "singular and plural",
    arguments: [
      (
        keys: 1, age: 1, after: 1, every: 1,
        says: ["1 day old", "after 1 day.", "comes tomorrow, on Sunday 2026-05-31;"]
      ),
      (
        keys: 1, age: 2, after: 2, every: 2,
        says: ["2 days old", "after 2 days.", "in 2 days, on Monday 2026-06-01;"]
      ),
      (
        keys: 2, age: 101, after: 100, every: 365,
        says: [
          "2 access keys that are", "the keys are deactivated",
          "in 365 days, on Sunday 2027-05-30;",
        ]
      ),
      (keys: 51, age: 1, after: 1, every: 1, says: ["and 1 more, none of them older than 1 day"]),
    ] as [(keys: Int, age: Int, after: Int, every: Int, says: [String])])
  func plural(keys: Int, age: Int, after: Int, every: Int, says: [String]) throws {
    let stale = ReminderSample.keys(keys).map {
      ListedKey(id: $0.id, created: $0.created, ageDays: age)
    }
    let text = try ReminderSample(keys: stale, alertAfterDays: after, sendEveryDays: every).mail
      .text.collapsed
    for words in says { #expect(text.contains(words)) }
    for wrong in ["1 days", "1 access keys", "1 AWS access keys", "in 1 day", "(s)"] {
      #expect(!" \(text)".contains(" \(wrong)"))
    }
  }

  @Test("the oldest key comes first, as in the reminder")
  func order() throws {
    let keys = ReminderSample.keys(5)
    let text = try ReminderSample(keys: keys).mail.text.collapsed
    let listed = text.split(separator: " ")
      .filter { word in keys.contains { $0.id == word } }
    #expect(listed.prefix(5).map(String.init) == keys.map(\.id))
  }

  @Test(
    "a long list is cut, and says so",
    arguments: [
      (1, 1, nil), (30, 30, nil), (50, 50, nil), (51, 50, "and 1 more"), (500, 50, "and 450 more"),
    ] as [(Int, Int, String?)])
  func longList(_ count: Int, listed: Int, rest: String?) throws {
    let mail = try ReminderSample(keys: ReminderSample.keys(count)).mail
    for body in [mail.text, HTMLPage(mail.html).visibleText] {
      #expect(body.components(of: "created ").count - 1 == listed)
      #expect(body.collapsed.contains(rest ?? "Please rotate"))
      #expect(body.contains(" more,") == (rest != nil))
    }
  }

  @Test("no support address: no sentence about one, and no gap")
  func noSupport() throws {
    let mail = try ReminderSample(support: nil).mail
    for body in [mail.text, mail.html] {
      #expect(!body.contains("Questions"))
      #expect(!body.contains("help@"))
      #expect(!body.contains("mailto:"))
    }
  }

  @Test(
    "the subject is one line of ASCII, whatever is put in",
    arguments: [
      ("123456789012", "123456789012"),
      ("1\r\nBcc: eve@example.com", "1??Bcc: eve@example.com"),
      ("1\u{0}\u{7F}\t\u{2028}2", "1????2"),
      ("ü👩‍💻", "????"),
    ])
  func subject(_ accountID: String, shown: String) throws {
    let subject = try ReminderSample(accountID: accountID).mail.subject
    #expect(subject == "Please rotate your AWS access key (account \(shown))")
    #expect(subject.utf8.allSatisfy { (0x20...0x7E).contains($0) })
  }

  @Test("the mail goes to the reminder's recipient alone")
  func recipient() throws {
    let sample = try ReminderSample()
    #expect(sample.mail.to == [sample.reminder.recipient])
  }
}

@Suite("An account that is not known", .limited)
struct UnknownAccountTests {
  @Test("no mail names it")
  func reminder() throws {
    let sample = try ReminderSample(accountID: nil)
    #expect(sample.mail.subject == "Please rotate your AWS access key")
    #expect(sample.words.contains("in this AWS account has"))
    #expect(sample.words.contains("where you are signed in to the account."))
    #expect(sample.words.contains("is the name of IAM user ana@example.com in this AWS account."))
    #expect(sample.email.templateData.accountId == "")
    let admin = try #require(EmailAddress("admin@example.com"))
    let report = sample.mail(about: AdminReportEmailTests.quiet, to: admin)
    #expect(report.subject == "Access keys: nothing to do")
    #expect(report.text.collapsed.contains("in this account"))
  }
}
