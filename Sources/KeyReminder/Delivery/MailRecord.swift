// SPDX-License-Identifier: Apache-2.0
public import Identifiers
public import UTC

/// One mail of a run and its outcome, for the log: nobody sees the response of a scheduled run.
public struct MailRecord: Sendable, Equatable {
  /// What the mail is for.
  public let kind: MailKind
  /// The recipients; several admins share a report.
  public let recipients: [EmailAddress]
  /// The owners whose keys it is about, in the directory's order; empty for a report to the admins.
  public let owners: [ResolvedOwner]
  /// How it ended.
  public let outcome: DeliveryOutcome
  /// The id that the mail service gave the mail.
  public let messageID: String?
  /// With a ledger: the day of the next reminder.
  public let next: Day?

  package init(
    kind: MailKind, recipients: [EmailAddress], owners: [ResolvedOwner] = [],
    outcome: DeliveryOutcome, messageID: String?, next: Day? = nil
  ) {
    self.kind = kind
    self.recipients = recipients
    self.owners = owners
    self.outcome = outcome
    self.messageID = messageID
    self.next = next
  }

  init(_ result: DeliveryResult) {
    self.init(
      kind: .reminder, recipients: [result.group.recipient],
      owners: result.group.owners.map(\.owner),
      outcome: result.outcome, messageID: result.messageID, next: result.days?.next)
  }
}
