// SPDX-License-Identifier: Apache-2.0
import UTC

/// The `Date` field of a response: `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats; the two obsolete forms are not
/// read.
enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The moment; `nil` for anything else.
  static func parse(_ text: String) -> Timestamp? {
    let words = text.split { $0 == " " || $0 == "," || $0 == ":" }
    guard words.count == 8, words[7] == "GMT" || words[7] == "UTC",
      let month = months.firstIndex(where: { $0 == words[2] }),
      let day = number(words[1], in: 1...31), let year = number(words[3], in: 1970...9999),
      let date = Day(year: year, month: month + 1, day: day),
      let hour = number(words[4], in: 0...23), let minute = number(words[5], in: 0...59),
      let second = number(words[6], in: 0...60)
    else { return nil }
    return date.start + .seconds(hour * 3600 + minute * 60 + second)
  }

  private static func number(_ text: Substring, in range: ClosedRange<Int>) -> Int? {
    Int(text).flatMap { range.contains($0) ? $0 : nil }
  }
}
