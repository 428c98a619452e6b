// SPDX-License-Identifier: Apache-2.0

/// What became of the reminders.
public struct DeliveryResults: Sendable, Equatable {
  /// One for each group, in whatever order they came.
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
  /// The mail's id at the service that took it.
  public let messageID: String?
  /// What failed and why; `nil` for nothing.
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

/// How a mail ended. The raw value stands in the response.
public enum DeliveryOutcome: String, Sendable {
  /// The mail was accepted.
  case sent
  /// It was surely not.
  case failed
  /// The request left and its response was lost.
  case unknown
  /// It would have been sent.
  case dryRun
}

/// Why a mail was not sent, or not surely.
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
