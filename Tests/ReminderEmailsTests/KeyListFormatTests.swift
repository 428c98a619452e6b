// SPDX-License-Identifier: Apache-2.0
import Testing
import Identifiers
import TestSupport
import UTC

@testable import KeyReminder
@testable import ReminderEmails

@Suite("A key in a reminder", .limited)
struct KeyListFormatTests {
  @Test(
    "35: its last use, if known",
    arguments: [
      (.never, "never used"),
      (
        .at(.newYear, service: "s3", region: "eu-central-1"),
        "last used 2026-01-01 for s3 in eu-central-1"
      ),
      (.at(.newYear, service: "iam", region: nil), "last used 2026-01-01 for iam"),
      (.at(.newYear, service: nil, region: "eu-central-1"), "last used 2026-01-01 in eu-central-1"),
      (.at(.newYear, service: nil, region: nil), "last used 2026-01-01"),
    ] as [(KeyUse, String)])
  func use(_ use: KeyUse, said: String) throws {
    var key = ReminderSample.keys(1)[0]
    key.use = use
    let text = try ReminderSample(keys: [key]).mail.text
    #expect(text.contains("due on 2024-06-17\n    \(said)\n"))
  }

  @Test("its use is mentioned if the use of any key was read")
  func unknownUse() throws {
    #expect(!(try ReminderSample().words.contains("last use")))
    var keys = ReminderSample.keys(2)
    keys[0].use = .used(1)
    let words = try ReminderSample(keys: keys).words
    #expect(words.contains("last used"))
    #expect(words.contains("last use unknown"))
  }

  @Test(
    "40: its description is one line of text, never markup, never a command",
    arguments: [
      ("backup laptop", "“backup laptop”"),
      ("<script>alert(1)</script>", "“<script>alert(1)</script>”"),
      ("a\r\nSubject: b", "“a  Subject: b”"),
      ("\u{202E}gpj.exe\u{2066}", "“gpj.exe”"),
      ("a\u{0}\u{1B}[31mb\u{2028}c", "“a  [31mb c”"),
      ("$(rm -rf ~); `id`", "“$(rm -rf ~); `id`”"),
      (String(repeating: "w", count: 71), "“\(String(repeating: "w", count: 69))…”"),
      ("Sicherung für Zoë 漢字", "“Sicherung für Zoë 漢字”"),
    ])
  func description(_ description: String, shown: String) throws {
    var key = ReminderSample.keys(1)[0]
    key.description = description
    let sample = try ReminderSample(keys: [key])
    #expect(sample.mail.text.contains("\n    \(shown)\n"))
    #expect(HTMLPage(sample.mail.html).visibleText.contains(shown))
    #expect(!sample.mail.html.contains("<script"))
    #expect(sample.document.commands == (try ReminderSample().document.commands))
  }

  @Test(
    "the console's page of its user, in each partition",
    arguments: [
      ("console.aws.amazon.com", "ana@example.com", "ana%40example.com"),
      ("console.amazonaws-us-gov.com", "a+b=c,d", "a%2Bb%3Dc%2Cd"),
      ("console.amazonaws.cn", "a/../b?x#y", "a%2F..%2Fb%3Fx%23y"),
    ])
  func console(_ host: String, userName: String, encoded: String) throws {
    let page =
      "https://\(host)/iam/home#/users/details/\(encoded)?section=security_credentials"
    let mail = try ReminderSample(userName: userName, console: host).mail
    #expect(mail.text.contains("\nOpen in the AWS console:\n\(page)\n"))
    #expect(mail.html.contains(" href=\"\(page)\""))
  }

  @Test("no link if the console's host is unknown", arguments: [1, 2])
  func noConsole(_ owners: Int) throws {
    let mail = try ReminderSample(owners: ReminderSample.owners(owners), console: nil).mail
    #expect(!mail.text.lowercased().contains("console"))
    #expect(!mail.html.lowercased().contains("console"))
  }

  @Test("several users: each key names its user, with a link, oldest first")
  func severalUsers() throws {
    let mail = try ReminderSample(owners: ReminderSample.owners(5).reversed()).mail
    #expect(mail.text.contains("You are the contact of 5 IAM users in AWS account"))
    for number in 0..<5 {
      #expect(mail.text.contains("IAM user bot-\(number), open in the console\n"))
      #expect(mail.html.contains("/users/details/bot-\(number)?section=security_credentials\""))
    }
    let first = try #require(mail.text.firstRange(of: "IAM user bot-0,"))
    let fifth = try #require(mail.text.firstRange(of: "IAM user bot-4,"))
    #expect(first.lowerBound < fifth.lowerBound, "both never used")
  }
}

@Suite("A mail says why its reader gets it", .limited)
struct ReasonTests {
  @Test(
    "for each way to an address",
    arguments: [
      (
        .tag("email"), "Hello! You are the contact of IAM user ci in",
        "the tag email of IAM user ci names your address"
      ),
      (.userName, "Hello! Your IAM user ci in", "your address is the name of IAM user ci"),
      (
        .domain("example.com"), "Hello! Your IAM user ci in",
        "people here have the address user name@example.com, as IAM user ci"
      ),
    ] as [(ContactSource, String, String)])
  func one(_ source: ContactSource, lead: String, reason: String) throws {
    let words = try ReminderSample(userName: "ci", source: source).words
    #expect(words.contains(lead))
    #expect(words.contains("You get it because \(reason) in AWS account 123456789012."))
  }

  @Test("the subject names a user who is not the reader")
  func subject() throws {
    let mail = try ReminderSample(userName: "ci", source: .tag("email")).mail
    #expect(mail.subject == "Please rotate the AWS access key of ci (account 123456789012)")
  }

  @Test("users that share a reason share a clause, and many of them are counted")
  func several() throws {
    let owners =
      ReminderSample.owners(12)
      + [
        ReminderOwner(
          userName: "ana@example.com", addressSource: .userName, keys: ReminderSample.keys(1))
      ]
    let words = try ReminderSample(owners: owners).words
    #expect(words.contains("the tag email of IAM users bot-0, bot-1,"))
    #expect(words.contains("bot-9 and 2 more names your address, and because your address is"))
  }

  @Test("a redirected mail goes elsewhere and says for whom it is, on top")
  func redirected() throws {
    let mail = try ReminderSample(redirectedTo: "pilot@example.com").mail
    #expect(mail.to.map(\.description) == ["pilot@example.com"])
    #expect(mail.subject.hasPrefix("[for ana@example.com] Please rotate"))
    for body in [mail.text.collapsed, HTMLPage(mail.html).visibleText.collapsed] {
      let notice = try #require(body.firstRange(of: "Trial run. This mail is for ana@example.com"))
      #expect(notice.lowerBound < (try #require(body.firstRange(of: "Hello!"))).lowerBound)
    }
    #expect(!(try ReminderSample().words.contains("Trial run")))
  }
}

extension Timestamp {
  fileprivate static let newYear = Timestamp(secondsSince1970: 1_767_225_600)
}
