// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// A day of the Gregorian calendar in UTC, written `2024-03-09`.
///
/// Integer arithmetic instead of a formatter: no time zone of the machine can move it, and it
/// costs nanoseconds.
struct UTCDay: Sendable, Equatable, Comparable, CustomStringConvertible {
  let year: Int
  let month: Int
  let day: Int

  /// The day a moment lies in; `nil` outside of the years 1 to 9999.
  init?(_ moment: Date) {
    let seconds = moment.timeIntervalSince1970
    guard (-62_135_596_800..<253_402_300_800).contains(seconds) else { return nil }
    self.init(daysSince1970: Int((seconds / 86_400).rounded(.down)))
  }

  /// The day that `text` names, such as `2024-03-09`; `nil` for anything else, `2024-02-30` too.
  init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int(Substring($0)) }
    guard parts.map(\.count) == [4, 2, 2], numbers.count == 3 else { return nil }
    (year, month, day) = (numbers[0], numbers[1], numbers[2])
    guard (1...12).contains(month), UTCDay(start) == self, description == text else { return nil }
  }

  /// The first moment of the day: `days_from_civil` of
  /// https://howardhinnant.github.io/date_algorithms.html, for the years from 0 on.
  var start: Date {
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    return Date(timeIntervalSince1970: Double(days) * 86_400)
  }

  /// `civil_from_days` of https://howardhinnant.github.io/date_algorithms.html, for the years from
  /// 0 on. Its year begins in March, so that the leap day is the last one.
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

  var description: String {
    "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))-\(Self.padded(day, to: 2))"
  }

  static func < (one: UTCDay, other: UTCDay) -> Bool {
    (one.year, one.month, one.day) < (other.year, other.month, other.day)
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
