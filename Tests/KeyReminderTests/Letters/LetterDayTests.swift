// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Testing

@testable import KeyReminder

@Suite("A moment's day in UTC")
struct LetterDayTests {
  @Test(
    "is the one that the calendar says",
    arguments: [
      (0, "1970-01-01"),
      (-1, "1969-12-31"),
      (86_399, "1970-01-01"),
      (86_400, "1970-01-02"),
      (951_782_400, "2000-02-29"),
      (951_868_799, "2000-02-29"),
      (951_868_800, "2000-03-01"),
      (1_704_067_199, "2023-12-31"),
      (1_704_067_200, "2024-01-01"),
      (1_709_164_800, "2024-02-29"),
      (1_709_942_400, "2024-03-09"),
      (1_735_689_599, "2024-12-31"),
      (1_740_787_199, "2025-02-28"),
      (1_740_787_200, "2025-03-01"),
      (4_107_542_399, "2100-02-28"),
      (4_107_542_400, "2100-03-01"),
      (-62_135_596_800, "0001-01-01"),
      (253_402_300_799, "9999-12-31"),
    ] as [(Double, String)])
  func day(_ seconds: Double, expected: String) {
    #expect(UTCDay(Date(timeIntervalSince1970: seconds))?.description == expected)
  }

  @Test("does not begin a fraction of a second early")
  func fraction() {
    #expect(
      UTCDay(Date(timeIntervalSince1970: 1_704_067_199.999))?.description == "2023-12-31")
  }

  @Test(
    "is unknown outside of the years 1 to 9999, and does not trap",
    arguments: [-62_135_596_801, 253_402_300_800, 1e300, -.infinity, .infinity, .nan])
  func unknown(_ seconds: Double) {
    #expect(UTCDay(Date(timeIntervalSince1970: seconds)) == nil)
  }

  @Test("follows the one before it, for 400 years")
  func everyDay() throws {
    var previous = try #require(UTCDay(Date(timeIntervalSince1970: -86_400)))
    for number in 0..<146_097 {
      let day = try #require(UTCDay(Date(timeIntervalSince1970: Double(number) * 86_400)))
      #expect(follows(day, previous))
      previous = day
    }
    #expect(previous.description == "2369-12-31")
  }

  private func follows(_ day: UTCDay, _ previous: UTCDay) -> Bool {
    if day.day > 1 {
      return (day.year, day.month, day.day)
        == (previous.year, previous.month, previous.day + 1)
    }
    let leap = previous.year % 4 == 0 && (previous.year % 100 != 0 || previous.year % 400 == 0)
    let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let isNext =
      previous.month == 12
      ? (day.year, day.month) == (previous.year + 1, 1)
      : (day.year, day.month) == (previous.year, previous.month + 1)
    return isNext && previous.day == lengths[previous.month - 1]
  }
}
