// SPDX-License-Identifier: Apache-2.0
public import UTC

/// The how-manieth reminder a mail is: that of its most often reminded key.
public struct ReminderNumber: Sendable, Equatable {
  /// 1 for the first.
  public let number: Int
  /// The day of the first reminder of that key; today for the first.
  public let first: Day

  package init(number: Int, first: Day) {
    self.number = number
    self.first = first
  }

  /// - Parameter histories: the keys' histories once the mail is sent; `nil` for none.
  init?(_ histories: [LedgerKey: KeyHistory]) {
    let most = histories.values.max { ($0.times, $1.first) < ($1.times, $0.first) }
    guard let most else { return nil }
    self.init(number: most.times, first: Day(most.first))
  }
}
