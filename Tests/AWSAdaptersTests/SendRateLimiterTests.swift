// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing
import TestSupport
import UTC

@testable import AWSAdapters

@Suite(.limited) struct SendRateLimiterTests {
  private let time = ManualTime()

  private func deadline(_ seconds: Double) -> Deadline { Deadline(in: .seconds(seconds), by: time) }

  @Test func withoutARateNobodyWaits() async {
    let limiter = SendRateLimiter(by: time)
    for _ in 0..<100 { #expect(await limiter.wait(until: deadline(1))) }
    #expect(time.sleeps.isEmpty)
  }

  @Test("44: mails keep the rate, and a late one does not let the next come early")
  func rate() async {
    let limiter = SendRateLimiter(by: time)
    limiter.set(perSecond: 4)
    for _ in 0..<5 { #expect(await limiter.wait(until: deadline(60))) }
    #expect(time.sleeps == Array(repeating: .milliseconds(250), count: 4))
    time.advance(by: .seconds(10))
    for _ in 0..<2 { #expect(await limiter.wait(until: deadline(60))) }
    #expect(time.sleeps.count == 5)
  }

  @Test("86: a turn that comes too late is none, and takes nobody else's")
  func tooLate() async {
    let limiter = SendRateLimiter(by: time)
    limiter.set(perSecond: 0.1)
    #expect(await limiter.wait(until: deadline(5)))
    #expect(await !limiter.wait(until: deadline(5)))
    #expect(time.sleeps.isEmpty)
    #expect(await limiter.wait(until: deadline(11)))
    #expect(time.sleeps == [.seconds(10)])
    #expect(await !limiter.wait(until: deadline(0)), "the time is over already")
  }

  @Test(
    "86: a sleep that took longer than asked for may end after the deadline: nothing is sent then")
  func overslept() async {
    let limiter = SendRateLimiter(by: LateRiser(time: time))
    limiter.set(perSecond: 1)
    #expect(await limiter.wait(until: deadline(5)))
    #expect(await !limiter.wait(until: deadline(5)))
    #expect(time.sleeps == [.seconds(1)])
  }

  /// A rate that SES may return, and whether a second mail is sent within a minute.
  static let oddRates: [(rate: Double, leaves: Bool)] = [
    (0, true), (-1, true), (.nan, true), (.infinity, true), (-.infinity, true), (1e300, true),
    (1e-300, false), (1e-21, false), (.leastNonzeroMagnitude, false),
  ]

  @Test(
    "an invalid rate changes nothing, and the slowest rate can be waited for",
    arguments: oddRates)
  func oddRate(rate: Double, leaves: Bool) async {
    let limiter = SendRateLimiter(by: time)
    limiter.set(perSecond: rate)
    #expect(await limiter.wait(until: deadline(60)))
    #expect(await limiter.wait(until: deadline(60)) == leaves)
    #expect(time.sleeps.isEmpty)
  }
}

/// Sleeps an hour too long, like a process that is frozen meanwhile.
private struct LateRiser: Timekeeper {
  let time: ManualTime

  var now: Timestamp { time.now }
  var uptime: Duration { time.uptime }

  func sleep(for duration: Duration) async {
    await time.sleep(for: duration)
    time.advance(by: .seconds(3600))
  }
}
