// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Identifiers
import Testing
import TestSupport
import UTC

@testable import KeyReminder
@testable import ReminderEmails

@Suite("The admin report", .limited)
struct AdminReportEmailTests {
  @Test("the text and the HTML have every word, and every element is closed")
  func sameWords() throws {
    for report in [Self.busy, Self.quiet] {
      let document = try document(report)
      expectSameWords(document)
      #expect(HTMLPage(document.rendered().html).unbalanced == [])
    }
  }

  @Test(
    "says all that the run found",
    arguments: [
      "42 stale keys", "29 mails sent", "2 owners unreachable", "42 access keys of 4 active ones",
      "The oldest is 1043 days old", "legacy-ftp No address at all.", "bo SES refused it.",
      "old-etl “next year” is neither", "SES is in the sandbox.", "100 to 199 days",
      "5 keys never used",
      "2 keys in use, or last use unknown",
      "late 400 days, not mailed",
      "AKIA…MPLE, AKIA…0002 and 1 more",
      "break-glass for ever", "migration until 2026-05-30",
      "1200 listed, 900 checked, 300 left out",
      "(288 never signed in, 12 exempt)", "1 of unknown age", "3 failed, 1 perhaps sent",
      "The root user has an access key.", "The next report comes in 3 days, on Tuesday 2026-06-02.",
      "sent by KeyReminder 1.2.3", "Incomplete.",
    ])
  func facts(_ fact: String) throws {
    let mail = try mail(Self.busy)
    #expect(mail.text.collapsed.contains(fact))
    #expect(HTMLPage(mail.html).visibleText.collapsed.contains(fact))
  }

  @Test("97: no whole key id")
  func redacted() throws {
    let mail = try mail(Self.busy)
    #expect(!(mail.text + mail.html).contains("AKIAIOSFODNN7EXAMPLE"))
  }

  @Test("nothing to do: a short and friendly mail without empty lists")
  func quiet() throws {
    let mail = try mail(Self.quiet)
    #expect(mail.subject == "Access keys in account 123456789012: nothing to do")
    #expect(mail.text.collapsed.contains("Well kept: none of the 3 active access keys that"))
    #expect(mail.text.contains("Root user  has no access key\n"))
    for title in ["Owners nobody", "could not be done", "Warnings", "Overdue", "Exempt", "oldest"] {
      #expect(!mail.text.contains(title))
    }
  }

  @Test("an account without keys")
  func noKeys() throws {
    var report = Self.quiet
    report.ages = AgeDistribution(alertAfterDays: 100, overdueAfterDays: 200)
    #expect(try mail(report).text.collapsed.contains("No active access key was found in account"))
  }

  @Test("the subject says what comes first, in ASCII")
  func subject() throws {
    let expected = "42 stale, 2 owners unreachable, root has a key, 1 failure"
    #expect(try mail(Self.busy).subject == "Access keys in account 123456789012: \(expected)")
    var report = Self.quiet
    report.complete = false
    #expect(try mail(report).subject.hasSuffix(": incomplete"))
    #expect(!(try mail(report).text.contains("Well kept")))
    report = Self.quiet
    report.warnings = ["Something."]
    #expect(try mail(report).subject.hasSuffix(": none stale, see below"))
  }

  @Test("unknown root keys are called unknown, never none")
  func unknownRoot() throws {
    var report = Self.quiet
    report.rootKeys = nil
    #expect(try mail(report).text.contains("Root user  not known"))
  }

  @Test("a dry run and a redirected one say so on top and in the subject")
  func trials() throws {
    var report = Self.quiet
    report.dryRun = true
    let mail = try mail(report, redirectedTo: "pilot@example.com")
    #expect(mail.to.map(\.description) == ["pilot@example.com"])
    #expect(mail.subject.hasPrefix("[for security@example.com] [dry run] Access keys in"))
    #expect(mail.text.collapsed.contains("This mail is for security@example.com."))
    #expect(mail.text.collapsed.contains("Dry run. Nobody was mailed"))
  }

  @Test("the bars are as long as the counts say, also in text")
  func chart() throws {
    let ages = distribution([10: 60, 60: 30, 150: 1])
    var report = Self.quiet
    report.ages = ages
    let mail = try mail(report)
    let bar = String(repeating: "#", count: 30)
    #expect(mail.text.contains("  0 to 49 days      \(bar) 60\n"))
    #expect(mail.text.contains("  50 to 99 days     \(bar.prefix(15)) 30\n"))
    #expect(mail.text.contains("  100 to 199 days   # 1\n"))
    #expect(mail.text.contains("  200 to 399 days   0\n"))
    for width in ["100%", "50%", "2%"] {
      #expect(mail.html.contains("<table role=\"presentation\" width=\"\(width)\""))
    }
  }

  @Test("a bar of one day says so")
  func oneDay() throws {
    var report = Self.quiet
    report.ages = AgeDistribution(alertAfterDays: 1, overdueAfterDays: 2)
    let mail = try ReminderSample(alertAfterDays: 1, overdueAfterDays: 2).mail(
      about: report, to: admin())
    let labels = mail.text.split(separator: "\n").filter { $0.hasSuffix("  0") }
      .map { $0.dropLast().split(separator: " ").joined(separator: " ") }
    #expect(labels == ["0 days", "1 day", "2 to 3 days", "4 to 7 days", "8 days or more"])
  }

  @Test(
    "a single key is in the singular",
    arguments: [
      (
        400, true, "the only active access key is due: keys here are replaced after 100 days. It is"
      ),
      (10, true, "Well kept: the only active access key that was read in account 123456789012 has"),
      (10, false, "The only active access key that was read in account 123456789012 has not"),
    ])
  func oneKey(age: Int, complete: Bool, words: String) throws {
    var report = Self.quiet
    report.complete = complete
    report.keys = KeyCounts(stale: age == 400 ? 1 : 0, oldestDays: age, unreadable: 0)
    report.ages = distribution([age: 1])
    #expect(try mail(report).text.collapsed.contains(words))
  }

  @Test("40: an invalid exemption shows its invisible characters")
  func invisibleExemption() throws {
    var report = Self.quiet
    report.invalidExemptions = [.init(userName: "bo", value: "2027-03-01\u{200B}")]
    #expect(try mail(report).text.collapsed.contains("“2027-03-01[U+200B]” is neither"))
  }

  @Test("long lists are cut and the rest counted; the mail stays under 100 KB")
  func long() throws {
    let name = String(repeating: "@", count: 64)
    let message = String(repeating: "<&>", count: 10_000)
    var report = Self.busy
    report.unreachable = (0..<500).map { _ in .init(userName: name, message: message) }
    report.failures = (0..<500).map { _ in
      .init(userName: name, message: message)
    }
    report.overdue = (0..<500).map { _ in
      .init(userName: name, oldestDays: 3_650, keyIDs: [name, name], outcome: .unreachable)
    }
    report.exemptions = (0..<500).map { _ in .init(userName: name, until: nil) }
    let mail = try ReminderSample(exemptionTag: "key-reminder:exempt").mail(
      about: report, to: admin())
    #expect(mail.text.components(of: "and 480 more").count - 1 == 4)
    #expect(mail.html.utf8.count < 100_000)
    #expect(mail.text.components(of: "aws iam tag-user").count - 1 == 20)
  }

  @Test(
    "40: no value changes the markup",
    arguments: ["<script>", "</td></tr></table>", "\" onclick=\"x", "<!--", "&amp;", "a\nb"])
  func hostile(_ value: String) throws {
    func page(_ value: String) throws -> String {
      var report = Self.busy
      report.unreachable = [.init(userName: value, message: value)]
      report.failures = [.init(userName: value, message: value)]
      report.invalidExemptions = [.init(userName: value, value: value)]
      report.overdue = [
        .init(userName: value, oldestDays: 1, keyIDs: [value, value, value], outcome: .sent)
      ]
      report.warnings = [value]
      report.skipped = [.init(reason: value, count: 1)]
      return try mail(report).html
    }
    #expect(try Self.tags(page(value)) == Self.tags(page("harm less")))
  }

  /// The tags, without the console's pages in them.
  private static func tags(_ html: String) -> [String] {
    HTMLPage(html).tags.map { $0.hasPrefix("<a href") ? "<a>" : $0 }
  }

  @Test("one list says of each overdue owner what was done", arguments: outcomes)
  func overdue(_ outcome: DeliveryOutcome, clause: String) throws {
    var report = Self.quiet
    report.overdue = [
      .init(userName: "bo", oldestDays: 400, keyIDs: ["AKIA1111"], outcome: outcome)
    ]
    #expect(try mail(report).text.contains("\n  bo  400 days, \(clause)\n    AKIA…1111\n"))
  }

  static let outcomes: [(DeliveryOutcome, String)] = [
    (.sent, "mailed"), (.failed, "not mailed"), (.unknown, "perhaps mailed"),
    (.dryRun, "would be mailed"), (.unreachable, "unreachable"),
  ]

  @Test(
    "an unreachable owner can be opened in the console", arguments: [nil, "console.aws.amazon.com"])
  func console(host: String?) throws {
    let mail = try ReminderSample(console: host).mail(about: Self.busy, to: admin())
    let page =
      "https://console.aws.amazon.com/iam/home#/users/details/legacy-ftp?section=security_credentials"
    #expect(mail.html.contains(" href=\"\(page)\"") == (host != nil))
    #expect(mail.text.collapsed.contains("open in the console <\(page)>") == (host != nil))
  }

  /// The tag that exempts, a user, and the command; 30 days after 2026-05-30.
  static let exemptions: [(tag: String?, user: String, command: String?)] = [
    (
      "key-reminder:exempt", "late",
      "aws iam tag-user --user-name late --tags \"Key=key-reminder:exempt,Value=2026-06-29\""
    ),
    (
      "keys exempt", "a,b@x.org",
      "aws iam tag-user \"--user-name=a,b@x.org\" --tags \"Key=keys exempt,Value=2026-06-29\""
    ),
    (nil, "late", nil), ("Ausnahme für", "late", nil), ("=x", "late", nil),
    ("key-reminder:exempt", "$(touch x)", nil),
  ]

  @Test(
    "40: the admins can give an overdue owner more time with one command", arguments: exemptions)
  func exemption(tag: String?, user: String, command: String?) throws {
    var report = Self.quiet
    report.overdue = [.init(userName: user, oldestDays: 400, keyIDs: ["AKIA1"], outcome: .sent)]
    let mail = try ReminderSample(exemptionTag: tag).mail(about: report, to: admin())
    #expect(mail.text.contains("aws iam tag-user") == (command != nil))
    if let command {
      #expect(mail.text.contains("\n    \(command)\n"))
      #expect(HTMLPage(mail.html).visibleText.collapsed.contains(command))
    }
    #expect(mail.text.collapsed.contains("exempts them for 30 days by the tag") == (tag != nil))
  }

  private func document(_ report: AdminReport) throws -> EmailDocument {
    try AdminReportEmail(report: report, admins: [admin()], context: ReminderSample().context)
      .document
  }

  private func mail(_ report: AdminReport, redirectedTo: String? = nil) throws -> Mail {
    try ReminderSample(redirectedTo: redirectedTo).mail(about: report, to: admin())
  }

  private func admin() throws -> EmailAddress {
    try #require(EmailAddress("security@example.com"))
  }
}

/// So many keys of each age.
private func distribution(_ counts: [Int: Int]) -> AgeDistribution {
  var ages = AgeDistribution(alertAfterDays: 100, overdueAfterDays: 200)
  for (age, count) in counts { for _ in 0..<count { ages.add(ageDays: age) } }
  return ages
}

extension AdminReportEmailTests {
  /// A run that found nothing.
  static let quiet: AdminReport = {
    var report = AdminReport(
      dryRun: false, complete: true, users: UserCounts(), keys: KeyCounts(),
      emails: EmailCounts(), ages: distribution([10: 3]))
    report.rootKeys = false
    return report
  }()

  /// A run that found one of everything.
  static let busy: AdminReport = {
    var report = AdminReport(
      dryRun: false, complete: false,
      users: .init(listed: 1_200, checked: 900, skipped: 300),
      keys: .init(stale: 42, oldestDays: 1_043, unreadable: 1),
      emails: .init(sent: 29, failed: 3, unknown: 1),
      ages: distribution([10: 1, 60: 1, 150: 1, 1_043: 1]))
    report.skipped = [
      .init(reason: "never signed in", count: 288), .init(reason: "exempt", count: 12),
    ]
    report.overdue = [
      .init(
        userName: "late", oldestDays: 400,
        keyIDs: ["AKIAIOSFODNN7EXAMPLE", "AKIASECOND0000000002", "AKIATHIRD00000000003"],
        outcome: .failed)
    ]
    let reason = "No address at all."
    report.unreachable = [
      .init(userName: "legacy-ftp", message: reason), .init(userName: "jenkins", message: reason),
    ]
    report.failures = [
      .init(userName: "bo", message: "SES refused it.")
    ]
    report.exemptions = [
      .init(userName: "break-glass", until: nil),
      .init(userName: "migration", until: Day(ReminderSample.now)),
    ]
    report.invalidExemptions = [.init(userName: "old-etl", value: "next year")]
    report.rootKeys = true
    report.warnings = ["SES is in the sandbox."]
    report.advice = [.delete: 5, .rotate: 2]
    return report
  }()
}

extension UserCounts {
  init(listed: Int, checked: Int, skipped: Int) {
    self.init()
    (self.listed, self.checked) = (listed, checked)
    skippedBy[.neverSignedIn] = skipped
  }
}
