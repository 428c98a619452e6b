// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder
import UTC

/// What a reminder says, for an SES template to say it in other words (`EMAIL_TEMPLATE`).
///
/// Its JSON form is documented in docs/EMAIL_TEMPLATE.md. All members are always there, empty where
/// there is nothing to tell: SES accepts a mail whose template names a missing one, and never
/// delivers it. What an outsider could have written holds no character that means something to
/// HTML: SES escapes nothing, and the same data fills the text and the HTML.
struct TemplateData: Sendable, Equatable {
  /// A user with the keys to be replaced.
  struct User: Sendable, Equatable {
    /// The user's name.
    let userName: String
    /// Why the mail goes where it goes, as it stands behind "You get it because".
    let reason: String
    /// The console's page with the user's keys, or empty.
    let consoleURL: String
    /// Oldest first.
    let keys: [Key]
  }

  /// A stale key.
  struct Key: Sendable, Equatable {
    /// The whole id.
    let id: String
    /// The day, `2024-03-09`.
    let created: String
    /// The age in whole days.
    let ageDays: Int
    /// What the console shows as its description, or empty.
    let description: String
    /// A clause: `last used 2026-01-03 for s3 in eu-central-1`, `never used`.
    let lastUse: String
    /// `delete`, `deactivate`, `switchOver` or `rotate`.
    let advice: String
    /// What to do, in order.
    let steps: [Step]
  }

  /// One thing to do.
  struct Step: Sendable, Equatable {
    /// A sentence.
    let title: String
    /// The command that does it, or empty.
    let command: String
  }

  /// The subject of the mail that would have been sent without a template.
  let subject: String
  /// The account, twelve digits.
  let accountId: String
  /// Whom the mail is for.
  let recipient: String
  /// Whether it goes to somebody else in their place: a trial run.
  let redirected: Bool
  /// `reminder`, `overdue` or `final`.
  let urgency: String
  /// Whether it is more than a first reminder.
  let overdue: Bool
  /// The threshold in whole days.
  let alertAfterDays: Int
  /// How many days pass until the next reminder.
  let sendEveryDays: Int
  /// Whom to ask, or empty.
  let supportEmail: String
  /// The web page that explains it all.
  let rotationGuide: String
  /// How many keys there are.
  let keyCount: Int
  /// The age of the oldest key in whole days.
  let oldestDays: Int
  /// How many keys `users` leaves out, 0 as a rule.
  let keysNotListed: Int
  /// Users with keys, in the directory's order.
  let users: [User]
}

extension Letterhead {
  /// The data of one reminder for an SES template.
  func templateData(for reminder: Reminder) -> TemplateData {
    let facts = ReminderFacts(reminder, letterhead: self)
    return TemplateData(
      subject: harmless(letter(for: reminder).subject), accountId: accountID,
      recipient: reminder.recipient.value, redirected: redirectedTo != nil,
      urgency: facts.urgency.rawValue, overdue: facts.urgency != .reminder,
      alertAfterDays: alertAfterDays, sendEveryDays: sendEveryDays,
      supportEmail: supportEmail?.value ?? "", rotationGuide: rotationGuide,
      keyCount: facts.count, oldestDays: facts.oldestDays,
      keysNotListed: facts.count - facts.groups.reduce(0) { $0 + $1.keys.count },
      users: users(of: reminder, facts))
  }

  private func users(of reminder: Reminder, _ facts: ReminderFacts) -> [TemplateData.User] {
    let listed = Set(facts.groups.flatMap(\.keys).map(\.key.id))
    return reminder.owners.compactMap { owner in
      let keys = owner.keys.filter { listed.contains($0.id) }
      guard !keys.isEmpty else { return nil }
      return TemplateData.User(
        userName: harmless(owner.userName), reason: harmless(reasons(for: [owner]).text),
        consoleURL: consolePage(of: owner.userName) ?? "",
        keys: keys.map { data(of: $0, owner) })
    }
  }

  private func data(of key: StaleKey, _ owner: ReminderOwner) -> TemplateData.Key {
    let entry = LetterKey(key, of: owner, at: now)
    let advised = AdvisedKeys(
      advice: entry.advice, keys: [entry], isFull: owner.keys.count > 1, isOneOfMany: false)
    return TemplateData.Key(
      id: harmless(key.id), created: Day(key.created).description, ageDays: key.ageDays,
      description: harmless(key.description ?? ""), lastUse: harmless(key.use.phrase.text),
      advice: entry.advice.rawValue,
      steps: advised.steps.map {
        TemplateData.Step(title: harmless($0.title.text), command: $0.commands.first?.line ?? "")
      })
  }
}

/// `text` on one line and without what begins a tag, an entity or an attribute's value. Names and
/// tags hold none of these in the first place: IAM does not allow them.
private func harmless(_ text: String) -> String {
  var harmless = ""
  // Scalars, since a combining mark behind `<` makes another character of it.
  harmless.unicodeScalars.append(
    contentsOf: oneLine(text).unicodeScalars.filter { !"<>&\"'`".unicodeScalars.contains($0) })
  return harmless
}
