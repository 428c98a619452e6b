// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing
import TestSupport
import UTC

@Suite(.limited) struct DeadlineTests {
  private let time = ManualTime()

  @Test func theEarlierDeadlineComesFirst() {
    let (one, other) = (Deadline(in: .seconds(1), by: time), Deadline(in: .seconds(2), by: time))
    #expect(one < other && min(other, one) == one)
    #expect(other - .seconds(1) == one)
  }

  @Test func aDeadlineStaysWhereItIsWhileTimePasses() {
    let deadline = Deadline(in: .seconds(3), by: time)
    #expect(!deadline.hasPassed(by: time) && deadline.remaining(by: time) == .seconds(3))
    time.advance(by: .seconds(3))
    #expect(deadline.hasPassed(by: time) && deadline.remaining(by: time) == .zero)
    #expect(deadline == Deadline(in: .zero, by: time))
    time.advance(by: .seconds(1))
    #expect(deadline.remaining(by: time) == .seconds(-1))
  }

  @Test("a jump of the wall clock does not move a deadline")
  func wallClock() {
    let deadline = Deadline(in: .seconds(3), by: time)
    time.set(Timestamp(secondsSince1970: 0))
    #expect(deadline.remaining(by: time) == .seconds(3))
  }
}
