// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// A day of the Gregorian calendar in UTC, written `2024-03-09`.
///
/// Integer arithmetic instead of a formatter: no time zone of the machine can move it, and it
/// costs nanoseconds.
struct UTCDay: Equatable, CustomStringConvertible {
  let year: Int
  let month: Int
  let day: Int

  /// The day a moment lies in; `nil` outside of the years 1 to 9999.
  init?(_ moment: Date) {
    let seconds = moment.timeIntervalSince1970
    guard (-62_135_596_800..<253_402_300_800).contains(seconds) else { return nil }
    self.init(daysSince1970: Int((seconds / 86_400).rounded(.down)))
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

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
