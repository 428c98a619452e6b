// SPDX-License-Identifier: Apache-2.0
public import UTC

/// On which days runs take place.
public enum Schedule: Sendable, Equatable {
  /// Every so many days, at least 1.
  case everyDays(Int)
  /// On these days of the week, at least one, in a place whose clocks are so far ahead of UTC.
  case weekdays([Weekday], utcOffset: Duration)
}

/// When a run takes place.
public struct NextRun: Sendable, Equatable {
  /// The day in the schedule's time zone.
  public let day: Day
  /// How many days from today that is, at least 1.
  public let inDays: Int

  /// Creates a value.
  public init(day: Day, inDays: Int) {
    self.day = day
    self.inDays = inDays
  }
}

extension Schedule {
  /// The run that follows the one that takes place now.
  public func nextRun(after now: Timestamp) -> NextRun {
    switch self {
    case .everyDays(let days): return NextRun(day: Day(now) + days, inDays: days)
    case .weekdays(let weekdays, let utcOffset):
      let today = Day(now + utcOffset)
      let days = today.weekday.days(untilOneOf: weekdays)
      return NextRun(day: today + days, inDays: days)
    }
  }

  /// The day of the first run at `moment` or after it, as far as the days of the week tell; without
  /// them a run may take place on any day.
  func runDay(from moment: Timestamp) -> Day {
    switch self {
    case .everyDays: return Day(moment)
    case .weekdays(let weekdays, let utcOffset):
      let day = Day(moment + utcOffset)
      let isRunDay = weekdays.contains { $0.rawValue == day.weekday.rawValue }
      return isRunDay ? day : day + day.weekday.days(untilOneOf: weekdays)
    }
  }

  /// The fewest days from one run to the next.
  public var shortestGap: Int {
    switch self {
    case .everyDays(let days): days
    case .weekdays(let weekdays, _):
      weekdays.map { $0.days(untilOneOf: weekdays) }.min() ?? 7
    }
  }
}

extension Weekday {
  /// How many days pass until the next of these weekdays, 1 to 7.
  fileprivate func days(untilOneOf weekdays: [Weekday]) -> Int {
    (1..<7).first { days in weekdays.contains { $0.rawValue == (rawValue + days) % 7 } } ?? 7
  }
}
