// SPDX-License-Identifier: Apache-2.0

/// What became of the reminders.
public struct DeliveryResults: Sendable, Equatable {
  /// One for each group, in no particular order.
  public internal(set) var results: [DeliveryResult] = []

  package init(
    results: [DeliveryResult]
  ) {
    self.results = results
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

  package init(
    group: RecipientGroup, outcome: DeliveryOutcome, messageID: String?, failure: DeliveryFailure?
  ) {
    self.group = group
    self.outcome = outcome
    self.messageID = messageID
    self.failure = failure
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
