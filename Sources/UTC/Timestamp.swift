// SPDX-License-Identifier: Apache-2.0
import Glibc

// UTC: moments and days, and how they are written. They are computed with integers, without time
// zones, locales or formatters.

/// A moment, to the millisecond.
///
/// It lies in the years 1 to 9999, which every format of AWS can express. A moment outside becomes
/// the first or the last one.
public struct Timestamp: Sendable, Hashable {
  /// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
  public let millisecondsSince1970: Int

  private static let range = -62_135_596_800_000...253_402_300_799_999

  /// The moment that is `milliseconds` after 1970-01-01T00:00:00Z.
  public init(millisecondsSince1970 milliseconds: Int) {
    millisecondsSince1970 = min(max(milliseconds, Self.range.lowerBound), Self.range.upperBound)
  }

  /// The moment that is `seconds` after 1970-01-01T00:00:00Z.
  public init(secondsSince1970 seconds: Int) {
    self.init(millisecondsSince1970: Self.milliseconds(seconds))
  }

  /// The time of the system's clock.
  public static var now: Timestamp {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(millisecondsSince1970: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
  }

  /// The moment that is later by `duration`.
  public static func + (moment: Timestamp, duration: Duration) -> Timestamp {
    let (seconds, attoseconds) = duration.components
    return Timestamp(
      millisecondsSince1970: moment.millisecondsSince1970 + milliseconds(Int(seconds))
        + Int(attoseconds / 1_000_000_000_000_000))
  }

  /// `seconds` in milliseconds, at most thirty thousand years: more than the whole range, and
  /// little enough that no sum overflows.
  private static func milliseconds(_ seconds: Int) -> Int {
    min(max(seconds, -1_000_000_000_000), 1_000_000_000_000) * 1000
  }

  /// The time that passes from one moment to another; negative when the other comes first.
  public static func - (later: Timestamp, earlier: Timestamp) -> Duration {
    .milliseconds(later.millisecondsSince1970 - earlier.millisecondsSince1970)
  }
}

extension Timestamp: Comparable, CustomStringConvertible {
  /// Whether a moment comes before another.
  public static func < (one: Timestamp, other: Timestamp) -> Bool {
    one.millisecondsSince1970 < other.millisecondsSince1970
  }

  /// `2024-03-09T23:59:59.001Z` ([RFC 3339](https://www.rfc-editor.org/rfc/rfc3339)).
  public var description: String {
    let day = Day(self)
    let time = millisecondsSince1970 - day.start.millisecondsSince1970
    let (minutes, milliseconds) = time.quotientAndRemainder(dividingBy: 60_000)
    return "\(day)T\(digits(minutes / 60, 2)):\(digits(minutes % 60, 2))"
      + ":\(digits(milliseconds / 1000, 2)).\(digits(milliseconds % 1000, 3))Z"
  }
}

/// `number` with leading zeros.
func digits(_ number: Int, _ width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
