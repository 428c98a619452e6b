// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing
import TestSupport

@testable import bootstrap

@Suite(.limited) struct PaceTests {
  private let time = ManualTime()

  private func deadline(_ seconds: Double) -> Deadline { Deadline(in: .seconds(seconds), by: time) }

  @Test func withoutARateNobodyWaits() async {
    let pace = Pace(by: time)
    for _ in 0..<100 { #expect(await pace.wait(until: deadline(1))) }
    #expect(time.sleeps.isEmpty)
  }

  @Test("44: mails keep the rate, and a late one does not let the next come early")
  func rate() async {
    let pace = Pace(by: time)
    pace.set(perSecond: 4)
    for _ in 0..<5 { #expect(await pace.wait(until: deadline(60))) }
    #expect(time.sleeps == Array(repeating: .milliseconds(250), count: 4))
    time.advance(by: .seconds(10))
    for _ in 0..<2 { #expect(await pace.wait(until: deadline(60))) }
    #expect(time.sleeps.count == 5)
  }

  @Test("86: a turn that comes too late is none, and takes nobody else's")
  func tooLate() async {
    let pace = Pace(by: time)
    pace.set(perSecond: 0.1)
    #expect(await pace.wait(until: deadline(5)))
    #expect(await !pace.wait(until: deadline(5)))
    #expect(time.sleeps.isEmpty)
    #expect(await pace.wait(until: deadline(11)))
    #expect(time.sleeps == [.seconds(10)])
    #expect(await !pace.wait(until: deadline(0)), "the time is over already")
  }

  /// What SES may say of its rate, and whether a second mail leaves within a minute.
  static let oddRates: [(rate: Double, leaves: Bool)] = [
    (0, true), (-1, true), (.nan, true), (.infinity, true), (-.infinity, true), (1e300, true),
    (1e-300, false), (1e-21, false), (.leastNonzeroMagnitude, false),
  ]

  @Test(
    "what is no rate changes nothing, and the slowest rate is one that can be waited for",
    arguments: oddRates)
  func oddRate(rate: Double, leaves: Bool) async {
    let pace = Pace(by: time)
    pace.set(perSecond: rate)
    #expect(await pace.wait(until: deadline(60)))
    #expect(await pace.wait(until: deadline(60)) == leaves)
    #expect(time.sleeps.isEmpty)
  }

  @Test func anUnlimitedQuotaIsNoneThatIsUsedUp() async throws {
    var account = WireAccount()
    account.sending = #"{"SendQuota":{"MaxSendRate":14,"Max24HourSend":-1,"SentLast24Hours":9}}"#
    let run = try await account.run()
    #expect(run.answer?.contains(#""warnings":[]"#) == true && run.sent.count == 1)
  }

  @Test("44: SES's own rate is kept from the first mail on")
  func overTheWire() async throws {
    var account = WireAccount(users: ["a@x.org", "b@x.org", "c@x.org"])
    account.sending = #"{"SendQuota":{"MaxSendRate":2,"Max24HourSend":200,"SentLast24Hours":199}}"#
    let run = try await account.run()
    #expect(account.time.sleeps.reduce(.zero, +) >= .seconds(1) && run.sent.count == 3)
    let answer = try #require(run.answer)
    #expect(answer.contains("SES accepts 1 more mails today, and 3 are due"))
    #expect(run.lines("WARN").count { $0.contains("1 more mails today") } == 1)
    #expect(answer.contains(#""complete":true"#))
  }
}
