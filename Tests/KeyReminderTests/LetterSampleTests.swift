// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Testing

@testable import KeyReminder

/// A reminder of one key to one person; each test changes what it is about.
struct LetterSample {
  let letterhead: Letterhead
  let reminder: Reminder

  init(
    userName: String = "ana@example.com", keys: [StaleKey] = keys(1),
    accountID: String = "123456789012", alertAfterDays: Int = 100, sendEveryDays: Int = 3,
    support: String? = "help@example.com", guide: String = "https://example.com/rotate"
  ) throws {
    letterhead = Letterhead(
      accountID: accountID, now: Date(timeIntervalSince1970: 1_780_099_200),
      alertAfterDays: alertAfterDays, overdueAfterDays: 2 * alertAfterDays,
      sendEveryDays: sendEveryDays,
      supportEmail: try support.map { try #require(EmailAddress($0)) }, rotationGuide: guide,
      consoleHost: "console.aws.amazon.com")
    let owner = ReminderOwner(userName: userName, addressSource: .userName, keys: keys)
    reminder = Reminder(
      recipient: try #require(EmailAddress("ana@example.com")), owners: [owner])
  }

  var mail: Mail { letterhead.mail(for: reminder) }

  /// The first is 812 days old on 2026-05-30, each further one a day younger.
  static func keys(_ count: Int) -> [StaleKey] {
    (0..<count).map { number in
      let suffix = String(number)
      let zeros = String(repeating: "0", count: 4 - suffix.count)
      return StaleKey(
        id: number == 0 ? "AKIAIOSFODNN7EXAMPLE" : "AKIAI44QH8DHBEXA" + zeros + suffix,
        created: Date(timeIntervalSince1970: 1_709_942_400 + Double(number) * 86_400),
        ageDays: 812 - number)
    }
  }
}

extension Letter {
  /// Everything the letter says.
  var phrases: [Phrase] {
    [heading] + blocks.flatMap(\.phrases)
  }
}

extension Letter.Block {
  fileprivate var phrases: [Phrase] {
    switch self {
    case .paragraph(let phrase), .note(let phrase), .button(let phrase, _): [phrase]
    case .list(let items, let rest):
      items.flatMap { [$0.name, $0.detail] } + (rest.map { [$0] } ?? [])
    case .steps(let title, let steps): [title] + steps.flatMap { [$0.title, $0.detail] }
    case .smallPrint(let phrases): phrases
    }
  }
}

extension String {
  func components(of separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}

/// `text` with one space between its words, so that line breaks do not matter.
func collapsed(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// The tags and comments of a page, in order.
func tags(of html: String) -> [String] {
  html.split(separator: "<").dropFirst(html.hasPrefix("<") ? 0 : 1)
    .map { "<" + $0.prefix { $0 != ">" } + ">" }
}

/// What a person sees of a page: what stands outside of tags from the first heading on.
func visibleText(of html: String) -> String {
  let body = html.split(separator: "<h1", maxSplits: 1).last ?? ""
  let text = body.split(separator: "<", omittingEmptySubsequences: false)
    .map { $0.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false).last ?? "" }
    .joined()
  return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    .reduce(text) { $0.replacing($1.0, with: $1.1) }
}
