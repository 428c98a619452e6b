// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Testing

@testable import SigV4

struct RequestDateTimeTests {
  @Test(arguments: [
    (0.0, "19700101T000000Z"), (-1, "19691231T235959Z"), (-0.25, "19691231T235959Z"),
    (0.999, "19700101T000000Z"), (951_782_399, "20000228T235959Z"),
    (951_782_400, "20000229T000000Z"), (951_868_800, "20000301T000000Z"),
    (1_440_938_160, "20150830T123600Z"), (1_709_164_800, "20240229T000000Z"),
    (4_102_444_799, "20991231T235959Z"), (4_107_542_400, "21000301T000000Z"),
    (4_107_542_399, "21000228T235959Z"), (-2_203_891_200, "19000301T000000Z"),
    (-62_135_596_800, "00010101T000000Z"), (-62_167_219_200, "00000101T000000Z"),
    (253_402_300_799.5, "99991231T235959Z"),
  ])
  func isWrittenInUTC(_ seconds: Double, _ text: String) throws {
    let time = try RequestDateTime(Date(timeIntervalSince1970: seconds))
    #expect(time.dateTime == text)
    #expect(time.date == text.prefix(8))
  }

  @Test(arguments: [
    253_402_300_800, -62_167_219_200.5, 1e300, -1e300, .infinity, -.infinity, .nan,
  ])
  func outsideFourDigitYearsIsAnError(_ seconds: Double) {
    #expect(throws: SigningError.dateOutOfRange) {
      try RequestDateTime(Date(timeIntervalSince1970: seconds))
    }
  }

  /// Every day of 1600 to 2399 against the calendar, which was Julian before 1582.
  @Test func agreesWithTheCalendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    for day in -135_140..<157_054 {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 43_200)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let number = [parts.year, parts.month, parts.day].reduce(0) { $0 * 100 + ($1 ?? 0) }
      let text = try RequestDateTime(date).date
      if Int(text) != number { Issue.record("\(text) is \(number) in the calendar") }
    }
  }
}
