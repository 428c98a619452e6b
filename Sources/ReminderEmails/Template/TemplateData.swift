// SPDX-License-Identifier: Apache-2.0

/// The facts of a reminder, for an SES template that words them (`EMAIL_TEMPLATE`).
///
/// docs/EMAIL_TEMPLATE.md documents the JSON form. Every member is always there, empty if there is
/// nothing to say: SES accepts a mail whose template names a missing member, and never delivers it.
/// Values from outside hold no characters with a meaning in HTML: SES escapes nothing, and the same
/// data fills the text and the HTML.
struct TemplateData: Sendable {
  /// A user with the keys to be replaced.
  struct User: Sendable {
    /// The user's name.
    let userName: String
    /// Why the mail goes to its recipient, as it follows "You get it because".
    let reason: String
    /// The console's page with the user's keys, or empty.
    let consoleURL: String
    /// Oldest first.
    let keys: [Key]
  }

  /// A stale key.
  struct Key: Sendable {
    /// The whole id.
    let id: String
    /// The day, `2024-03-09`.
    let created: String
    /// The day on which it became due.
    let due: String
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
  struct Step: Sendable {
    /// A sentence.
    let title: String
    /// The command that does it, or empty.
    let command: String
  }

  /// The subject that the mail has without a template.
  let subject: String
  /// The account, twelve digits.
  let accountId: String
  /// What people call the account, or empty.
  let accountName: String
  /// Whom the mail is for.
  let recipient: String
  /// Whether the mail goes to somebody else instead, in a trial run.
  let redirected: Bool
  /// `reminder`, `overdue` or `final`.
  let urgency: String
  /// Whether it is more than a first reminder.
  let overdue: Bool
  /// The threshold in whole days.
  let alertAfterDays: Int
  /// How many days pass until the next reminder.
  let sendEveryDays: Int
  /// The day of the next reminder, `2026-06-02`.
  let nextReminder: String
  /// Whom to ask, or empty.
  let supportEmail: String
  /// The page that helps, or empty.
  let supportURL: String
  /// What opens a mail that asks for more time, or empty.
  let moreTimeURL: String
  /// The web page that explains it all.
  let rotationGuide: String
  /// The web page about what to use instead of an access key.
  let alternativesGuide: String
  /// The organisation's own page about that, or empty.
  let adviceURL: String
  /// Ways to do without a key, a clause each; empty if no key is to be replaced.
  let alternatives: [String]
  /// 1 for the first reminder; 0 where runs are not remembered.
  let reminderNumber: Int
  /// The day of the first reminder, `2026-09-02`, or empty.
  let firstReminder: String
  /// How many keys there are.
  let keyCount: Int
  /// The age of the oldest key in whole days.
  let oldestDays: Int
  /// How many keys are not in `users`, usually 0.
  let keysNotListed: Int
  /// Users with keys, in the directory's order.
  let users: [User]
}
