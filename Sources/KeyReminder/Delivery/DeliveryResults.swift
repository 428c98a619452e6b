// SPDX-License-Identifier: Apache-2.0

/// What became of the reminders.
public struct DeliveryResults: Sendable, Equatable, Codable {
  /// One for each group, in whatever order they came.
  public internal(set) var results: [DeliveryResult] = []
}

/// What became of one reminder.
public struct DeliveryResult: Sendable, Equatable, Codable {
  /// Whom it was for.
  public let group: RecipientGroup
  /// How it ended.
  public let outcome: DeliveryOutcome
  /// The mail's id at the service that took it.
  public let messageID: String?
  /// What failed and why; `nil` for nothing.
  public let failure: DeliveryFailure?
}

/// How a mail ended. The raw value stands in the response.
public enum DeliveryOutcome: String, Sendable, Codable {
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
public struct DeliveryFailure: Sendable, Equatable, Codable {
  /// What failed.
  public let stage: Failure.Stage
  /// Why.
  public let cause: Failure.Cause
}
