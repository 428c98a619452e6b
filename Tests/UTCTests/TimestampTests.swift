// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TestSupport
import UTC

@Suite("A moment", .limited)
struct TimestampTests {
  private let noon = Timestamp(secondsSince1970: 1_709_985_600)

  @Test(
    "is written in UTC, to the millisecond",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (1_440_938_160_007, "2015-08-30T12:36:00.007Z"),
      (951_868_799_999, "2000-02-29T23:59:59.999Z"), (.min, "0001-01-01T00:00:00.000Z"),
      (.max, "9999-12-31T23:59:59.999Z"),
    ])
  func text(milliseconds: Int, text: String) {
    #expect(Timestamp(millisecondsSince1970: milliseconds).description == text)
  }

  @Test("is moved by a duration, and keeps within its years")
  func arithmetic() {
    #expect((noon + .milliseconds(1500)).description == "2024-03-09T12:00:01.500Z")
    #expect((noon + .milliseconds(-1)).description == "2024-03-09T11:59:59.999Z")
    #expect(noon + .seconds(90) - noon == .seconds(90))
    #expect(noon - (noon + .seconds(90)) == .seconds(-90))
    #expect(noon + .microseconds(1999) == noon + .milliseconds(1))
    let last = Timestamp(millisecondsSince1970: .max)
    #expect(last + .seconds(-100_000_000_000) - last == .seconds(-100_000_000_000))
    for far in [Duration.seconds(Int64.max), .seconds(Int64.min), .milliseconds(Int64.max)] {
      #expect((1...9999).contains(Day(noon + far).year))
    }
    for far in [Int.max, .min, Int.max / 1000, Int.min / 1000] {
      #expect((1...9999).contains(Day(Timestamp(secondsSince1970: far)).year))
    }
  }

  @Test("is now between two looks at another clock")
  func now() {
    let (before, now, after) = (Date(), Timestamp.now, Date())
    let seconds = Double(now.millisecondsSince1970 + 1) / 1000
    #expect(seconds >= before.timeIntervalSince1970)
    #expect(seconds <= after.timeIntervalSince1970 + 0.002)
  }
}
