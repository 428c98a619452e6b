// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport
import UTC

@testable import KeyReminder

@Suite("The next run", .limited)
struct ScheduleTests {
  private static let twice: [Weekday] = [.monday, .thursday]
  private static let workdays = Array(Weekday.allCases.prefix(5))

  @Test(
    "comes after the days of the schedule",
    arguments: [
      (1, "2024-02-28", "2024-02-29"), (3, "2024-02-28", "2024-03-02"),
      (30, "2026-11-24", "2026-12-24"), (365, "2026-05-30", "2027-05-30"),
    ])
  func everyDays(_ days: Int, today: String, next: String) throws {
    let noon = try #require(Day(today)).start + .seconds(12 * 3600)
    let run = Schedule.everyDays(days).nextRun(after: noon)
    #expect(run == NextRun(day: try #require(Day(next)), inDays: days))
  }

  /// 2026-11-23 is a Monday.
  @Test(
    "is on the next of the weekdays, whatever day today is",
    arguments: [
      (twice, "2026-11-23", "2026-11-26", 3), (twice, "2026-11-24", "2026-11-26", 2),
      (twice, "2026-11-26", "2026-11-30", 4), (twice, "2026-11-29", "2026-11-30", 1),
      ([.monday], "2026-11-23", "2026-11-30", 7), ([.sunday], "2026-12-27", "2027-01-03", 7),
      (workdays, "2026-11-27", "2026-11-30", 3), (workdays, "2026-11-26", "2026-11-27", 1),
    ] as [([Weekday], String, String, Int)])
  func weekdays(_ weekdays: [Weekday], today: String, next: String, inDays: Int) throws {
    let noon = try #require(Day(today)).start + .seconds(12 * 3600)
    let run = Schedule.weekdays(weekdays, utcOffset: .zero).nextRun(after: noon)
    #expect(run == NextRun(day: try #require(Day(next)), inDays: inDays))
  }

  /// At eight in the morning of Monday, 2026-11-23, in Auckland it is Sunday in UTC, and at eight in
  /// the evening in Honolulu it is Tuesday.
  @Test(
    "is counted from the day of the schedule's time zone",
    arguments: [(12, "2026-11-22", 20), (-10, "2026-11-24", 6), (0, "2026-11-23", 8)])
  func timeZone(hoursAhead: Int64, utcDay: String, utcHour: Int64) throws {
    let now = try #require(Day(utcDay)).start + .seconds(utcHour * 3600)
    let schedule = Schedule.weekdays(Self.workdays, utcOffset: .seconds(hoursAhead * 3600))
    let run = schedule.nextRun(after: now)
    #expect(run == NextRun(day: try #require(Day("2026-11-24")), inDays: 1))
  }

  @Test(
    "is never nearer than the shortest gap",
    arguments: [
      (.everyDays(3), 3), (.weekdays([.friday], utcOffset: .zero), 7),
      (.weekdays(twice, utcOffset: .zero), 3), (.weekdays(workdays, utcOffset: .zero), 1),
      (.weekdays([.monday, .wednesday, .friday], utcOffset: .zero), 2),
      (.weekdays([.sunday, .monday], utcOffset: .zero), 1),
    ] as [(Schedule, Int)])
  func shortestGap(_ schedule: Schedule, days: Int) {
    #expect(schedule.shortestGap == days)
  }
}
