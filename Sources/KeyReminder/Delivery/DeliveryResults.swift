// SPDX-License-Identifier: Apache-2.0

/// What became of the reminders.
public struct DeliveryResults: Sendable, Equatable {
  /// One for each group, in no particular order.
  public internal(set) var results: [DeliveryResult] = []
  /// What is worth a look, and kept nobody from being mailed.
  public internal(set) var warnings: [Warning] = []
  /// The items of the ledger that say of a mail of this run that it was sent.
  var recorded: Set<LedgerID> = []

  package init(
    results: [DeliveryResult] = [], warnings: [Warning] = []
  ) {
    self.results = results
    self.warnings = warnings
  }
}

/// What became of one reminder.
public struct DeliveryResult: Sendable, Equatable {
  /// Whom it was for.
  public let group: RecipientGroup
  /// How it ended.
  public let outcome: DeliveryOutcome
  /// The id that the mail service gave the mail.
  public let messageID: String?
  /// What failed and why; `nil` if nothing did.
  public let failure: DeliveryFailure?
  /// With a ledger: the days of the last reminder and the next one, when it held this one back, or
  /// that of the next one after a reminder that was sent.
  public let days: ReminderDays?
  /// How often the owners of the keys were reminded, this mail included; empty without a ledger and for
  /// a mail that it held back.
  public let histories: [LedgerKey: KeyHistory]

  package init(
    group: RecipientGroup, outcome: DeliveryOutcome, messageID: String?, failure: DeliveryFailure?,
    days: ReminderDays? = nil, histories: [LedgerKey: KeyHistory] = [:]
  ) {
    self.group = group
    self.outcome = outcome
    self.messageID = messageID
    self.failure = failure
    self.days = days
    self.histories = histories
  }
}

/// How a mail ended. The response shows the raw value.
public enum DeliveryOutcome: String, Sendable {
  /// The mail was accepted.
  case sent
  /// The mail was certainly not accepted.
  case failed
  /// The request was sent and its response was lost: the mail may have been accepted.
  case unknown
  /// A dry run would have sent the mail.
  case dryRun
  /// There is no mail, because the owner has no usable address.
  case unreachable
  /// It was not sent: the recipient was reminded already in this period.
  case alreadyReminded
  /// It was not sent: another run perhaps has in this period.
  case alreadyTried
}

/// Why a mail was not sent, or may not have been.
public struct DeliveryFailure: Sendable, Equatable {
  /// What failed.
  public let stage: Failure.Stage
  /// Why.
  public let cause: Failure.Cause

  package init(
    stage: Failure.Stage, cause: Failure.Cause
  ) {
    self.stage = stage
    self.cause = cause
  }
}
