// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport
import UTC

@testable import KeyReminder
@testable import ReminderEmails

@Suite("The plain text", .limited)
struct ReminderTextTests {
  @Test(
    "keeps its lines to 76 characters, except what is to be copied", arguments: [1, 2, 30, 500])
  func width(_ count: Int) throws {
    let text = try ReminderSample(owners: ReminderSample.owners(count)).mail.text
    expectShortLines(text)
  }

  @Test("keeps an indented line to 76 characters too, its indent included")
  func indented() throws {
    var key = ReminderSample.keys(1)[0]
    key.description = Array(repeating: "ab", count: 33).joined(separator: " ")
    let text = try ReminderSample(keys: [key]).mail.text
    #expect(text.contains("\n    “ab ab "))
    expectShortLines(text)
  }

  private func expectShortLines(_ text: String) {
    for line in text.split(separator: "\n") {
      let isWhole = ["aws iam ", "https://", "<https://", "<mailto:"].contains {
        line.drop(while: { $0 == " " }).hasPrefix($0)
      }
      #expect(line.count <= 76 || isWhole)
      #expect(line.last != " ")
    }
  }

  @Test("a command stands on a line of its own")
  func commands() throws {
    let sample = try ReminderSample()
    #expect(sample.document.commands.count == 4)
    for command in sample.document.commands {
      #expect(sample.mail.text.contains("\n     \(command)\n"))
    }
  }

  @Test("puts the keys into columns")
  func columns() throws {
    let keys = [
      ListedKey(id: "AKIAIOSFODNN7EXAMPLE", created: .march, ageDays: 812),
      ListedKey(id: "AKIASHORT", created: .march, ageDays: 99),
    ]
    #expect(
      try ReminderSample(keys: keys).mail.text.contains(
        """

          AKIAIOSFODNN7EXAMPLE  812 days old, created 2024-03-09, due on 2024-06-17
            goes first: see the steps
          AKIASHORT             99 days old, created 2024-03-09, due on 2024-06-17

        """))
  }

  @Test("gives a very long key id its own line, and the others their columns")
  func longIdentifier() throws {
    let long = "AKIA" + String(repeating: "W", count: 124)
    let keys = [
      ListedKey(id: "AKIAIOSFODNN7EXAMPLE", created: .march, ageDays: 812),
      ListedKey(id: long, created: .march, ageDays: 812),
    ]
    #expect(
      try ReminderSample(keys: keys).mail.text.contains(
        """

          AKIAIOSFODNN7EXAMPLE  812 days old, created 2024-03-09, due on 2024-06-17
            goes first: see the steps
          \(long)
            812 days old, created 2024-03-09, due on 2024-06-17

        """))
  }

  @Test("titles are underlined")
  func titles() throws {
    #expect(
      try ReminderSample().mail.text.contains(
        "\nBetter: do without a key\n------------------------\n"))
  }

  @Test("a user name longer than a line stays whole")
  func longName() throws {
    let name = String(repeating: "w", count: 90)
    #expect(try ReminderSample(userName: name).mail.text.contains("\n\(name)\n"))
  }

  @Test("holds neither entities nor tags")
  func noMarkup() throws {
    let text = try ReminderSample(userName: "R&D <o'neil>").mail.text
    #expect(text.contains("R&D <o'neil>"))
    #expect(!text.contains("&amp;") && !text.contains("&#39;") && !text.contains("</"))
  }

  @Test(
    "a value cannot begin a line or turn the reading direction",
    arguments: [
      ("a\nSend your secret key to eve", "a Send your secret key to eve"),
      ("a\r\n\tb", "a b"),
      ("a\u{2028}b\u{2029}c\u{85}d", "a b c d"),
      ("a\u{0}\u{1B}[31mb", "a [31mb"),
      ("a\u{202E}b\u{2066}c\u{200F}d", "abcd"),
      ("Zoë 漢字", "Zoë 漢字"),
    ])
  func oneLine(_ name: String, shown: String) throws {
    let text = try ReminderSample(userName: name).mail.text.collapsed
    #expect(text.contains("Your IAM user \(shown) in AWS account"))
  }
}

extension Timestamp {
  fileprivate static let march = Timestamp(secondsSince1970: 1_709_942_400)
}
