// SPDX-License-Identifier: Apache-2.0
public import UTC

/// When and where a key was last used, as far as that is known.
public enum KeyUse: Sendable, Equatable {
  /// Not asked, denied, failed or unreadable. Never to be taken for "unused".
  case unknown
  /// No use is on record.
  case never
  /// The last use, with the service and region when they are on record.
  case at(Timestamp, service: String?, region: String?)
}

/// What the owner of a stale key had best do with it.
public enum Advice: String, Sendable, CaseIterable {
  /// It was never used: delete it.
  case delete
  /// It was not used for ``unusedDays``: deactivate it, and delete it when nobody complains.
  case deactivate
  /// A newer active key is there already: switch to it, then deactivate this one.
  case switchOver
  /// It is in use, or nobody knows: the four steps of a rotation.
  case rotate

  /// From how many days without use on a key counts as unused.
  public static let unusedDays = 90

  /// The advice for `key` at the moment `now`.
  ///
  /// - Parameter others: what its owner has beside it.
  public init(for key: StaleKey, beside others: [OtherKey], at now: Timestamp) {
    switch key.use {
    case .never: self = .delete
    case .at(let use, _, _) where now - use >= .seconds(Self.unusedDays * 86_400):
      self = .deactivate
    case .at, .unknown: self = others.contains { $0.succeeds(key) } ? .switchOver : .rotate
    }
  }
}

/// How urgent a reminder is. It follows from the keys' age alone: nothing is remembered.
public enum Urgency: String, Sendable, CaseIterable {
  /// From the threshold on.
  case reminder
  /// From `overdueAfterDays` on.
  case overdue
  /// From twice `overdueAfterDays` on.
  case final

  /// The urgency of a key that is `ageDays` old.
  public init(ageDays: Int, overdueAfterDays: Int) {
    self =
      ageDays >= 2 * overdueAfterDays ? .final : ageDays >= overdueAfterDays ? .overdue : .reminder
  }
}
