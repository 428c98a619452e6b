// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// The moment of signing, in UTC, as the scope and the `X-Amz-Date` field write it.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html#date
struct RequestDateTime: Sendable, Equatable {
  /// `20150830`
  let date: String
  /// `20150830T123600Z`
  let dateTime: String

  /// Integer arithmetic: a calendar and a formatter cost more than the signature itself.
  init(_ date: Date) throws(SigningError) {
    let seconds = date.timeIntervalSince1970.rounded(.down)
    guard Self.range.contains(seconds) else { throw .dateOutOfRange }
    let (days, second) = Int(seconds).flooredDivision(by: 86_400)
    let (year, month, day) = Self.civil(daysSince1970: days)
    self.date = Self.digits(year, 4) + Self.digits(month, 2) + Self.digits(day, 2)
    let time = [second / 3600, second / 60 % 60, second % 60].map { Self.digits($0, 2) }.joined()
    dateTime = "\(self.date)T\(time)Z"
  }

  /// 0000-01-01T00:00:00Z ..< 10000-01-01T00:00:00Z; not a number is in no range.
  private static let range = -62_167_219_200.0..<253_402_300_800.0

  /// The Gregorian date, from years that begin in March, so that a leap day is a year's last, in
  /// eras of 400 years, which all have the same number of days.
  /// https://howardhinnant.github.io/date_algorithms.html#civil_from_days
  private static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: width - text.utf8.count) + text
  }
}

extension Int {
  /// Division that rounds down: the day before 1970-01-01 is day -1, not day 0.
  fileprivate func flooredDivision(by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
