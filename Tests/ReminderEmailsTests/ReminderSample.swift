// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Identifiers
import TestSupport
import Testing
import UTC

@testable import KeyReminder
@testable import ReminderEmails

/// A reminder of one key to one person; each test changes what it is about.
struct ReminderSample {
  let context: MessageContext
  let reminder: Reminder

  /// 2026-05-30.
  static let now = Timestamp(secondsSince1970: 1_780_099_200)

  init(
    owners: [ReminderOwner], accountID: String? = "123456789012", alertAfterDays: Int = 100,
    overdueAfterDays: Int = 1_000, sendEveryDays: Int = 3, support: String? = "help@example.com",
    supportPage: String? = nil, advicePage: String? = nil,
    guide: String = "https://example.com/rotate", console: String? = "console.aws.amazon.com",
    exemptionTag: String? = nil, redirectedTo: String? = nil
  ) throws {
    context = MessageContext(
      accountID: accountID, alertAfterDays: alertAfterDays,
      overdueAfterDays: overdueAfterDays,
      nextRun: Schedule.everyDays(sendEveryDays).nextRun(after: Self.now),
      supportEmails: try (support ?? "").split(separator: " ").map {
        try #require(EmailAddress(String($0)))
      },
      supportPage: try supportPage.map { try #require(WebPage($0)) },
      advicePage: try advicePage.map { try #require(WebPage($0)) },
      guides: Guides(
        rotation: guide, alternatives: "https://example.com/alternatives",
        signIn: "https://example.com/login"),
      consoleHost: console, exemptionTag: try exemptionTag.map { try #require(TagKey($0)) },
      today: Day(Self.now), redirectedTo: try redirectedTo.map { try #require(EmailAddress($0)) },
      version: "1.2.3")
    reminder = Reminder(
      recipient: try #require(EmailAddress("ana@example.com")), owners: owners.map(\.advised))
  }

  init(
    userName: String = "ana@example.com", source: ContactSource = .userName,
    keys: [ListedKey] = keys(1), otherKeys: [SecondKey] = [], accountID: String? = "123456789012",
    alertAfterDays: Int = 100,
    overdueAfterDays: Int = 1_000, sendEveryDays: Int = 3, support: String? = "help@example.com",
    supportPage: String? = nil, advicePage: String? = nil,
    guide: String = "https://example.com/rotate", console: String? = "console.aws.amazon.com",
    exemptionTag: String? = nil, redirectedTo: String? = nil
  ) throws {
    try self.init(
      owners: [
        ReminderOwner(userName: userName, addressSource: source, keys: keys, otherKeys: otherKeys)
      ],
      accountID: accountID, alertAfterDays: alertAfterDays, overdueAfterDays: overdueAfterDays,
      sendEveryDays: sendEveryDays, support: support, supportPage: supportPage,
      advicePage: advicePage, guide: guide, console: console,
      exemptionTag: exemptionTag, redirectedTo: redirectedTo)
  }

  var email: ReminderEmail { ReminderEmail(reminder, context: context) }

  var document: EmailDocument { email.document }

  var mail: Mail {
    guard case .written(let mail) = context.message(about: reminder, template: nil)
    else {
      Issue.record("There is a template, but none was named.")
      return Mail(to: [reminder.recipient], subject: "", text: "", html: "")
    }
    return mail
  }

  func mail(about report: AdminReport, to admin: EmailAddress) -> Mail {
    context.mail(about: report, to: [admin])
  }

  /// The plain text with one space between its words.
  var words: String { mail.text.collapsed }

  /// The first is 812 days old on 2026-05-30, each further one a day younger.
  static func keys(_ count: Int) -> [ListedKey] {
    (0..<count).map { number in
      let suffix = String(number)
      let zeros = String(repeating: "0", count: 4 - suffix.count)
      return ListedKey(
        id: number == 0 ? "AKIAIOSFODNN7EXAMPLE" : "AKIAI44QH8DHBEXA" + zeros + suffix,
        created: Timestamp(secondsSince1970: 1_709_942_400 + number * 86_400),
        ageDays: 812 - number)
    }
  }

  /// As many owners with a key each, of all kinds of advice.
  static func owners(_ count: Int) -> [ReminderOwner] {
    zip(keys(count), 0...).map { key, number in
      var key = key
      key.use = [.never, .used(120), .used(1), .unknown][number % 4]
      return ReminderOwner(
        userName: "bot-\(number)", isConsoleUser: false, addressSource: .tag("email"), keys: [key],
        otherKeys: number % 4 == 2 ? [.fresh] : [])
    }
  }
}

extension SecondKey {
  /// One to switch to.
  static let fresh = SecondKey(id: "AKIAFRESH00000000001", status: .active, ageDays: 1)
  static let inactive = SecondKey(id: "AKIASECOND0000000002", status: .inactive, ageDays: 300)
}

extension KeyUse {
  /// So many days ago.
  static func used(_ days: Double) -> KeyUse {
    .at(ReminderSample.now + .seconds(-days * 86_400), service: "s3", region: "eu-central-1")
  }
}

extension EmailDocument {
  /// Everything the document says.
  var texts: [RichText] {
    [heading] + blocks.flatMap(\.texts)
  }

  /// All commands, step by step.
  var commands: [String] {
    blocks.flatMap { block -> [String] in
      if case .steps(_, let steps) = block { steps.flatMap(\.commands) } else { [] }
    }
  }
}

extension EmailDocument.Block {
  fileprivate var texts: [RichText] {
    switch self {
    case .paragraph(let text), .note(let text), .hint(let text), .button(let text, _):
      [text]
    case .list(let title, let items, let rest):
      [title, rest].compactMap(\.self)
        + items.flatMap { item -> [RichText] in
          [item.name] + (item.detail.map { [$0] } ?? []) + item.more
            + (item.command.map { ["\($0)"] } ?? [])
        }
    case .steps(let title, let steps):
      [title].compactMap(\.self)
        + steps.flatMap { step in
          [step.title] + (step.detail.map { [$0] } ?? []) + step.commands.map { "\($0)" }
        }
    case .figures(let figures): figures.map { "\($0.count) \($0.label)" }
    case .chart(let title, let bars):
      [title] + bars.flatMap { [$0.label, "\($0.count)"] as [RichText] }
    case .smallPrint(let texts): texts
    }
  }
}

extension String {
  func components(of separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}

/// Both bodies have every word of the document. Behind a link the text has its target too.
func expectSameWords(_ document: EmailDocument, sourceLocation: SourceLocation = #_sourceLocation) {
  let email = document.rendered()
  let text = email.text.collapsed.replacing(#/ <(https?|mailto):[^>]*>/#, with: "")
  let html = HTMLPage(email.html).visibleText.collapsed
  for words in document.texts.map(\.text.collapsed) {
    #expect(text.contains(words), sourceLocation: sourceLocation)
    #expect(html.contains(words), sourceLocation: sourceLocation)
  }
}
