// SPDX-License-Identifier: Apache-2.0
public import UTC

/// Reads moments in AWS's formats: ISO 8601 with a zone (`2019-12-31T23:59:59Z`, also with a
/// fraction or an offset) and seconds since 1970.
///
/// Rules: [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339), plus offsets without a colon. Years
/// 0001…9999. A text without a zone is not read, because it does not say which moment it means.
public enum TimestampReader {
  /// The moment; `nil` for anything else. It never traps, whatever the input.
  public static func moment(from text: some BidirectionalCollection<UInt8>) -> Timestamp? {
    guard let milliseconds = iso(text) ?? epoch(text) else { return nil }
    let moment = Timestamp(millisecondsSince1970: milliseconds)
    // A moment before the year 1 or after 9999 would have been changed.
    return moment.millisecondsSince1970 == milliseconds ? moment : nil
  }

  private static func iso(_ text: some BidirectionalCollection<UInt8>) -> Int? {
    var reader = DigitReader(text)
    guard let day = day(&reader), reader.skip("Tt "), let time = timeOfDay(&reader),
      let fraction = fraction(&reader), let offset = offset(&reader), reader.isAtEnd
    else { return nil }
    return day.start.millisecondsSince1970 + (time - offset) * 1000 + fraction
  }

  private static func day(_ reader: inout DigitReader<some Collection<UInt8>>) -> Day? {
    guard let year = reader.number(4, in: 1...9999), reader.skip("-"),
      let month = reader.number(2, in: 1...12), reader.skip("-"),
      let day = reader.number(2, in: 1...31)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// Seconds since midnight. A leap second, `:60`, is the first second of the next minute.
  private static func timeOfDay(_ reader: inout DigitReader<some Collection<UInt8>>) -> Int? {
    guard let hour = reader.number(2, in: 0...23), reader.skip(":"),
      let minute = reader.number(2, in: 0...59), reader.skip(":"),
      let second = reader.number(2, in: 0...60)
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  /// The whole milliseconds of a fraction; 0 without a fraction, `nil` for a point without digits.
  private static func fraction(_ reader: inout DigitReader<some Collection<UInt8>>) -> Int? {
    guard reader.skip(".,") else { return 0 }
    var (value, unit) = (0, 100)
    guard var digit = reader.digit() else { return nil }
    while true {
      value += digit * unit
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

  /// `1389815850`, `1389815850.5`, `1.38981585E9`; not `nan`, `inf` or hexadecimal. A number below
  /// 100,000,000 (1973) is refused, because it may be a year or a date without hyphens.
  private static func epoch(_ text: some BidirectionalCollection<UInt8>) -> Int? {
    guard text.count <= 32, text.allSatisfy({ "0123456789.eE+-".utf8.contains($0) }) else {
      return nil
    }
    guard let seconds = Double(String(decoding: text, as: UTF8.self)),
      (100_000_000..<1e12).contains(seconds)
    else { return nil }
    return Int((seconds * 1000).rounded(.down))
  }
}
