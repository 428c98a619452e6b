// SPDX-License-Identifier: Apache-2.0

/// A day of the Gregorian calendar in UTC, of the years 1 to 9999.
public struct Day: Sendable, Hashable {
  /// 1...9999.
  public let year: Int
  /// 1...12.
  public let month: Int
  /// 1...31.
  public let day: Int

  /// The day that contains `moment`.
  public init(_ moment: Timestamp) {
    self.init(daysSince1970: (moment.millisecondsSince1970 + day0) / 86_400_000 - 719_162)
  }

  /// The day with these numbers; `nil` when the calendar does not have it, such as 30 February.
  public init?(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
      Day(start) == self
    else { return nil }
  }

  /// The day that `text` names, such as `2024-03-09`; `nil` for anything else, including
  /// `2024-02-30`.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int(Substring($0)) }
    guard numbers.count == 3 else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    guard description == text else { return nil }
  }

  /// The first moment of the day: `days_from_civil` of
  /// https://howardhinnant.github.io/date_algorithms.html.
  public var start: Timestamp {
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    return Timestamp(secondsSince1970: days * 86_400)
  }

  /// `civil_from_days` of https://howardhinnant.github.io/date_algorithms.html. Its year begins in
  /// March, so that the leap day is the last one, and its eras of 400 years all have the same
  /// length.
  private init(daysSince1970 days: Int) {
    let (era, dayOfEra) = (days + 719_468).quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }
}

/// Milliseconds from the first moment of the year 1 to 1970. Days that are counted from there are
/// not negative, so a division rounds down to the beginning of a day.
private let day0 = 719_162 * 86_400_000

extension Day {
  /// The day of the week.
  public var weekday: Weekday {
    // The first day of the year 1 is a Monday in this calendar.
    let days = (start.millisecondsSince1970 + day0) / 86_400_000
    return Weekday.allCases[days % 7]
  }

  /// The day that is so many days later.
  public static func + (day: Day, days: Int) -> Day {
    Day(day.start + .seconds(86_400) * days)
  }
}

extension Day: Comparable, CustomStringConvertible {
  /// `2024-03-09`.
  public var description: String { "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))" }

  /// Whether a day comes before another.
  public static func < (one: Day, other: Day) -> Bool {
    (one.year, one.month, one.day) < (other.year, other.month, other.day)
  }
}
