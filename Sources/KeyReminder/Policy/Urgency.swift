// SPDX-License-Identifier: Apache-2.0

/// How urgent a reminder is. The age of the keys alone decides: nothing is stored between runs.
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
