// SPDX-License-Identifier: Apache-2.0
import Identifiers
import Testing
import TestSupport
import UTC

@testable import KeyReminder

@Suite(.limited) struct LedgerValuesTests {
  @Test("a mark has 32 digits, and no two invocations have the same")
  func nonce() {
    let marks = (0..<1000).map { _ in Nonce.random().description }
    #expect(Set(marks).count == 1000)
    #expect(marks.allSatisfy { $0.utf8.count == 32 && $0.allSatisfy(\.isHexDigit) })
    var zeros = Zeros()
    #expect(Nonce(using: &zeros).description == String(repeating: "0", count: 32))
  }

  private struct Zeros: RandomNumberGenerator {
    mutating func next() -> UInt64 { 0 }
  }

  @Test(
    "105: a claim holds for the period less the slack, half a day at most",
    arguments: [(1, 18), (2, 36), (3, 60), (7, 156), (30, 708), (365, 8748)])
  func gap(days: Int, hours: Int) {
    #expect(ClaimPeriod(days: days).gap == .seconds(hours * 3600))
  }

  @Test("105: runs of a schedule, however late or early within the slack, mail each time")
  func schedule() {
    let period = ClaimPeriod(days: 3)
    let start = AccountSample.now
    for first in stride(from: -5, through: 5, by: 1) {
      for second in stride(from: -5, through: 5, by: 1) {
        let claimedAt = start + .seconds(first * 3600)
        let entry = LedgerEntry(
          state: .sent, nonce: "", claimedAt: claimedAt, nextAt: claimedAt + period.gap)
        let next = start + .seconds(3 * 86_400 + second * 3600)
        #expect(entry.isClaimable(at: next), "\(first) h, then \(second) h")
        #expect(!entry.isClaimable(at: start + .seconds(2 * 86_400 + second * 3600)))
      }
    }
  }

  @Test(
    "a key's name is read as it was written",
    arguments: ["123456789012/AKIA1", "unknown/AKIA1"])
  func key(name: String) throws {
    #expect(try #require(LedgerKey(name)).description == name)
  }

  @Test(arguments: ["", "/", "AKIA1", "12/AKIA1", "123456789012/", "x/AKIA1", "unknown/A/B"])
  func noKey(name: String) { #expect(LedgerKey(name) == nil) }

  @Test("the day of the next reminder is that of the schedule, not the earliest moment of a claim")
  func dueDay() {
    let cadence = Cadence.sample(.steady)
    let evening = Timestamp(secondsSince1970: 1_780_099_200 + 23 * 3600)
    #expect(
      cadence.dueDay(evening + cadence.period.gap) == Day(evening + .seconds(3 * 86_400)))
  }
}

@Suite(.limited) struct ReminderAttemptTests {
  private static let claim = Claim(
    id: LedgerID("P#1"), nonce: .random(), madeAt: AccountSample.now,
    nextAt: AccountSample.now + ClaimPeriod(days: 3).gap)

  private func own(_ state: LedgerEntry.State) -> LedgerRecord {
    .entry(
      LedgerEntry(
        state: state, nonce: Self.claim.nonce.description, claimedAt: Self.claim.madeAt,
        nextAt: Self.claim.nextAt))
  }

  @Test("99: a claim that was written by an attempt without a response is the run's own")
  func lostClaim() {
    var attempt = ReminderAttempt(Self.claim, keys: [:])
    attempt.learn(claim: .success(.refused(own(.claimed))))
    #expect(attempt.step.name == "sends")
  }

  @Test(
    "98: with the mark of this run but another state nothing is sent: it was sent before",
    arguments: [LedgerEntry.State.sent, .unknown])
  func ownButOver(state: LedgerEntry.State) {
    var attempt = ReminderAttempt(Self.claim, keys: [:])
    attempt.learn(claim: .success(.refused(own(state))))
    guard case .end(.held) = attempt.step else {
      Issue.record("\(attempt.step)")
      return
    }
  }

  @Test("102: a record that was written by an attempt without a response is written")
  func lostRecord() {
    for (record, end) in [(own(.sent), "ends: sent"), (own(.claimed), "ends: sent, claimIsGone")] {
      var attempt = ReminderAttempt(Self.claim, keys: [:])
      attempt.learn(claim: .success(.claimed))
      attempt.learn(mail: .success("m"))
      #expect(attempt.step.name == "records sent")
      attempt.learn(record: .success(.refused(record)))
      #expect(attempt.step.name == end)
    }
  }

  @Test("101: nobody is mailed on a claim that is not certain")
  func uncertainClaim() {
    var attempt = ReminderAttempt(Self.claim, keys: [:])
    attempt.learn(claim: .failure(.sample))
    #expect(attempt.step.name == "ends: not claimed")
  }
}
