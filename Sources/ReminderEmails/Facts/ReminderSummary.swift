// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder
import UTC

/// The facts that the wording of a reminder depends on.
struct ReminderSummary {
  /// Keys beyond this many are counted, not listed. Nobody works through more than fifty, and with
  /// the longest ids that AWS allows the mail stays well under the 102 KB at which Gmail cuts it
  /// off.
  static let longestList = 50

  /// All keys, including those that are not listed.
  let keyCount: Int
  let oldestDays: Int
  let urgency: Urgency
  /// The listed keys by advice, the quickest to follow first. Never empty.
  let sections: [AdviceSection]
  let listFormat: KeyListFormat
  /// Stands for the keys that are not listed.
  let rest: RichText?
  /// What the reader is asked to do, in one line: the subject and the heading.
  let request: String

  let alertAfterDays: Int

  /// - Parameters:
  ///   - namesUser: whether the keys say whose they are, even of a single user.
  ///   - limit: keys beyond this many are counted.
  init(
    _ reminder: Reminder, context: MessageContext, namesUser: Bool = false,
    atMost limit: Int = longestList
  ) {
    let keys = Self.keys(of: reminder)
    let owners = reminder.owners
    keyCount = keys.count
    oldestDays = keys.first?.key.ageDays ?? 0
    urgency = Urgency(ageDays: oldestDays, overdueAfterDays: context.overdueAfterDays)
    alertAfterDays = context.alertAfterDays
    sections = Self.sections(of: keys.prefix(limit))
    listFormat = KeyListFormat(
      consolePage: owners.count == 1 && !namesUser ? nil : { context.consolePage(of: $0) },
      showsLastUse: keys.contains { $0.key.use != .unknown },
      alertAfterDays: context.alertAfterDays)
    rest = Self.rest(keys.dropFirst(limit))
    request = Self.request(Set(keys.map(\.key.advice)), urgency, count: keys.count, owners)
  }

  /// Whether any step has a command to copy.
  var hasCommands: Bool {
    sections.contains { $0.steps.contains { !$0.commands.isEmpty } }
  }

  /// All keys, oldest first.
  private static func keys(of reminder: Reminder) -> [ReminderKey] {
    reminder.owners
      .flatMap { owner in owner.keys.map { ReminderKey($0, of: owner) } }
      .sorted { ($0.key.created, $0.key.id) < ($1.key.created, $1.key.id) }
  }

  private static func rest(_ unlisted: ArraySlice<ReminderKey>) -> RichText? {
    guard let oldest = unlisted.first else { return nil }
    return "and \(unlisted.count) more, none of them older than \(days(oldest.key.ageDays))"
  }

  private static func sections(of keys: ArraySlice<ReminderKey>) -> [AdviceSection] {
    let kinds = Advice.allCases.filter { advice in keys.contains { $0.key.advice == advice } }
    return kinds.map { advice in
      AdviceSection(
        advice: advice, keys: keys.filter { $0.key.advice == advice }, isOneOfMany: kinds.count > 1)
    }
  }
}
