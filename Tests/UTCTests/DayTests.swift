// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TestSupport
import UTC

@Suite("A day in UTC", .limited)
struct DayTests {
  @Test(
    "is the day that contains a moment",
    arguments: [
      (0, "1970-01-01"), (-1, "1969-12-31"), (86_399, "1970-01-01"), (86_400, "1970-01-02"),
      (951_782_400, "2000-02-29"), (951_868_799, "2000-02-29"), (951_868_800, "2000-03-01"),
      (1_704_067_199, "2023-12-31"), (1_704_067_200, "2024-01-01"), (1_709_164_800, "2024-02-29"),
      (1_709_942_400, "2024-03-09"), (1_735_689_599, "2024-12-31"), (1_740_787_199, "2025-02-28"),
      (1_740_787_200, "2025-03-01"), (-2_203_891_200, "1900-03-01"), (4_107_542_399, "2100-02-28"),
      (4_107_542_400, "2100-03-01"), (-62_135_596_800, "0001-01-01"),
      (253_402_300_799, "9999-12-31"),
    ])
  func day(_ seconds: Int, expected: String) {
    #expect(Day(Timestamp(secondsSince1970: seconds)).description == expected)
  }

  @Test("begins neither early nor late by a fraction of a second", arguments: [0, -86_400])
  func fraction(midnight: Int) {
    let midnight = Timestamp(secondsSince1970: midnight)
    #expect(Day(midnight + .milliseconds(-1)) < Day(midnight))
    #expect(Day(midnight).start == midnight)
    #expect(Day(midnight + .milliseconds(86_399_999)) == Day(midnight))
  }

  /// The calendar was Julian before 1582.
  @Test("agrees with the calendar from 1600 to 2399, and is read as it is written")
  func everyDay() {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    var previous: Day?
    for number in -135_140..<157_054 {
      let day = Day(Timestamp(secondsSince1970: number * 86_400 + 43_200))
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let isRight =
        (day.year, day.month, day.day) == (parts.year, parts.month, parts.day)
        && day.weekday.rawValue == (calendar.component(.weekday, from: date) + 5) % 7
        && Day(day.description) == day && previous.map { $0 + 1 == day } ?? true
        && day.start.millisecondsSince1970 == number * 86_400_000
      previous = day
      if !isRight { Issue.record("\(day) is \(parts) in the calendar") }
    }
  }

  @Test("is never later than the last one, nor earlier than the first")
  func additions() throws {
    let day = try #require(Day("2024-02-28"))
    #expect((day + 2).description == "2024-03-01" && (day + -59).description == "2023-12-31")
    #expect((day + 10_000_000).description == "9999-12-31")
    #expect((day + -10_000_000).description == "0001-01-01")
  }

  @Test(
    "is none where the calendar has none",
    arguments: [
      (2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1), (2024, 1, 0),
      (2024, 1, 32), (0, 1, 1), (10_000, 1, 1), (.max, .max, .max), (.min, .min, .min),
    ])
  func noDay(year: Int, month: Int, day: Int) {
    #expect(Day(year: year, month: month, day: day) == nil)
  }

  @Test(
    "is not read from anything but its ten characters",
    arguments: [
      "", "2024-3-9", "24-03-09", "2024-03-09 ", "+024-03-09", "2024/03/09", "2024-03-09-01",
      "２０２４-03-09", "2024-02-30",
    ])
  func noText(text: String) { #expect(Day(text) == nil) }
}
