// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing
import TestSupport

@testable import ReminderFunction

@Suite(.limited) struct DeadlinesTests {
  /// Seconds that Lambda grants, and by when reading, mailing and everything else must end.
  static let times: [(granted: Double, reading: Double, mailing: Double, end: Double)] = [
    (900, 718.4, 896, 898), (300, 238.4, 296, 298), (60, 46.4, 56, 58), (30, 22.8, 27, 28.5),
    (3, 2.24, 2.6, 2.8), (1, 0.64, 0.6, 0.8), (0.2, 0, -0.2, 0),
  ]

  @Test(
    "86: reading ends at four fifths, mailing before the end, the end before Lambda's",
    arguments: times)
  func deadlines(granted: Double, reading: Double, mailing: Double, end: Double) {
    let time = ManualTime()
    let deadlines = Deadlines(Deadline(in: .seconds(granted), by: time), by: time)
    for (deadline, seconds) in [
      (deadlines.reading, reading), (deadlines.mailing, mailing), (deadlines.end, end),
    ] {
      #expect(abs(deadline.remaining(by: time) / .seconds(1) - seconds) < 1e-6)
    }
  }

  @Test(
    "87: a deadline that is over leaves no time for anything", arguments: [0, -1, -1_770_000_000])
  func over(granted: Double) {
    let time = ManualTime()
    let deadlines = Deadlines(Deadline(in: .seconds(granted), by: time), by: time)
    for deadline in [deadlines.reading, deadlines.mailing, deadlines.end] {
      #expect(deadline.remaining(by: time) < .zero)
    }
  }
}
