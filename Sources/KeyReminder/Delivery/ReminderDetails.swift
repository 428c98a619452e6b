// SPDX-License-Identifier: Apache-2.0

/// What a reminder says beside its keys.
public struct ReminderDetails: Sendable, Equatable {
  /// Which one it is; `nil` without a ledger.
  public var number: ReminderNumber?
  /// When the next one comes; `nil` for the next run of the schedule.
  public var next: NextRun?

  /// Creates details.
  public init(number: ReminderNumber? = nil, next: NextRun? = nil) {
    self.number = number
    self.next = next
  }
}
