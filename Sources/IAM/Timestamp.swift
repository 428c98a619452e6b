// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// Reads the moments that AWS writes: ISO 8601 with a zone (`2019-12-31T23:59:59Z`, with a fraction,
/// with an offset) and seconds since 1970.
///
/// Rules: [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339), plus offsets without a colon. Years
/// 0001…9999. A moment without a zone is not read: nobody knows which moment it is.
enum Timestamp {
  /// The moment; `nil` for anything else. It answers for every input and never traps.
  static func date(from text: some BidirectionalCollection<UInt8>) -> Date? {
    guard let seconds = isoSeconds(text) ?? epochSeconds(text) else { return nil }
    // 0001-01-01T00:00:00Z up to, but not including, 10000-01-01T00:00:00Z.
    guard seconds >= -62_135_596_800, seconds < 253_402_300_800 else { return nil }
    return Date(timeIntervalSince1970: seconds)
  }

  private static func isoSeconds(_ text: some BidirectionalCollection<UInt8>) -> Double? {
    var reader = DigitReader(text)
    guard let day = day(&reader), reader.skip("Tt "), let time = timeOfDay(&reader),
      let fraction = fraction(&reader), let offset = offset(&reader), reader.isAtEnd
    else { return nil }
    return Double(day * 86_400 + time - offset) + fraction
  }

  /// Days since 1970-01-01.
  private static func day(_ reader: inout DigitReader<some Collection<UInt8>>) -> Int? {
    guard let year = reader.number(4, in: 1...9999), reader.skip("-"),
      let month = reader.number(2, in: 1...12), reader.skip("-"),
      let day = reader.number(2, in: 1...daysIn(month, of: year))
    else { return nil }
    // Howard Hinnant's days_from_civil: years begin in March, so that the leap day is the last.
    let shifted = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }

  private static func daysIn(_ month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Seconds since midnight. A leap second, `:60`, is the first second of the next minute.
  private static func timeOfDay(_ reader: inout DigitReader<some Collection<UInt8>>) -> Int? {
    guard let hour = reader.number(2, in: 0...23), reader.skip(":"),
      let minute = reader.number(2, in: 0...59), reader.skip(":"),
      let second = reader.number(2, in: 0...60)
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  /// A fraction of a second; 0 when there is none, `nil` when there is a point without digits.
  private static func fraction(_ reader: inout DigitReader<some Collection<UInt8>>) -> Double? {
    guard reader.skip(".,") else { return 0 }
    var value = 0.0
    var unit = 0.1
    guard var digit = reader.digit() else { return nil }
    while true {
      value += Double(digit) * unit
      unit /= 10
      guard let next = reader.digit() else { return value }
      digit = next
    }
  }

  /// Seconds east of UTC.
  private static func offset(_ reader: inout DigitReader<some Collection<UInt8>>) -> Int? {
    if reader.skip("Zz") { return 0 }
    let sign = reader.skip("+") ? 1 : -1
    guard sign == 1 || reader.skip("-"), let hours = reader.number(2, in: 0...23) else {
      return nil
    }
    let colon = reader.skip(":")
    if reader.isAtEnd, !colon { return sign * hours * 3600 }
    guard let minutes = reader.number(2, in: 0...59) else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  /// `1389815850`, `1389815850.5`, `1.38981585E9`; not `nan`, `inf` or hexadecimal. Below 100,000,000
  /// (1973) it is rather a year or a date without hyphens than a moment at AWS.
  private static func epochSeconds(_ text: some BidirectionalCollection<UInt8>) -> Double? {
    guard text.count <= 32, text.allSatisfy({ "0123456789.eE+-".utf8.contains($0) }) else {
      return nil
    }
    let seconds = Double(String(decoding: text, as: UTF8.self))
    return seconds.flatMap { $0 >= 100_000_000 ? $0 : nil }
  }
}
