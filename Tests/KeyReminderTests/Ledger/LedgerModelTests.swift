// SPDX-License-Identifier: Apache-2.0
import Identifiers
import Testing
import TestSupport
import UTC

@testable import KeyReminder

/// Runs that overlap, lose responses, and die, in every order that chance brings: the protocol's own
/// code against a ledger in memory.
@Suite(.limited) struct LedgerModelTests {
  /// Each seed makes so many schedules.
  private static let schedules = 5000

  @Test(
    "92, 93, 94, 99, 103, 104: never two mails in a period, nobody lost, no count too high",
    arguments: 0..<20)
  func anySchedule(seed: Int) {
    var chance = SeededGenerator(seed: UInt64(seed))
    for number in 0..<Self.schedules {
      var world = LedgerWorld(runs: Int.random(in: 1...3, using: &chance))
      world.play(&chance)
      let faults = world.faults + world.faultsAfterAPeriod(&chance)
      guard faults.isEmpty else {
        Issue.record("seed \(seed), schedule \(number): \(faults)\n\(world.log)")
        return
      }
    }
  }

  @Test("the check can fail: without claims, or with claims that anybody takes for their own")
  func canFail() {
    for flaw in LedgerWorld.Flaw.allCases {
      var chance = SeededGenerator(seed: 1)
      let isSeen = (0..<Self.schedules).contains { _ in
        var world = LedgerWorld(runs: 3, flaw: flaw)
        world.play(&chance)
        return !(world.faults + world.faultsAfterAPeriod(&chance)).isEmpty
      }
      #expect(isSeen, "\(flaw)")
    }
  }
}

/// One person with one key, a ledger, and runs that want to remind them.
struct LedgerWorld {
  /// A wrong protocol.
  enum Flaw: CaseIterable {
    /// Mails leave without a claim.
    case noClaim
    /// The mark of the runs is the same, as a request id would be.
    case sharedNonce
    /// A claim is free again after an hour.
    case lease
    /// A mail whose response was lost counts as refused.
    case unknownIsFailed
  }

  private static let id = LedgerID("P#0")
  private static let key = LedgerKey(account: nil, id: .sample("AKIA1"))
  private static let start = AccountSample.now
  private static let period = ClaimPeriod(days: 3)

  private var ledger = MemoryLedger()
  private var runs: [Run]
  /// When a mail has really left.
  private var mails: [Timestamp] = []
  private let flaw: Flaw?
  private(set) var log: [String] = []

  init(runs count: Int, flaw: Flaw? = nil) {
    runs = Array(repeating: Run(), count: count)
    self.flaw = flaw
  }

  private struct Run {
    var madeAt: Timestamp?
    var attempt: ReminderAttempt?
    var isOver = false
    /// The number that the mail names.
    var number = 0
  }

  /// Lets runs begin, go on and die until all are over.
  mutating func play(_ chance: inout SeededGenerator) {
    var now = Self.start
    while let index = runs.indices.filter({ !runs[$0].isOver }).randomElement(using: &chance) {
      now = now + .seconds(Int.random(in: 0...60, using: &chance))
      if Int.random(in: 0..<12, using: &chance) == 0 {
        log.append("\(index) dies")
        runs[index].isOver = true
      } else if runs[index].attempt == nil {
        begin(index, at: now, &chance)
      } else {
        step(index, at: now, &chance)
      }
    }
  }

  /// The first Query, and the decision.
  private mutating func begin(_ index: Int, at now: Timestamp, _ chance: inout SeededGenerator) {
    let record = ledger.records[Self.id]
    guard flaw == .noClaim || record.map({ $0.standing(at: now) == .due }) ?? true else {
      log.append("\(index) is held")
      runs[index].isOver = true
      return
    }
    var same = SeededGenerator(seed: 0)
    let nonce = flaw == .sharedNonce ? Nonce(using: &same) : Nonce(using: &chance)
    let old = record?.keys[Self.key]
    let history = KeyHistory(
      times: (old?.times ?? 0) + 1, first: old?.first ?? now, created: Self.start)
    let gap = flaw == .lease ? .seconds(120) : Self.period.gap
    let claim = Claim(id: Self.id, nonce: nonce, madeAt: now, nextAt: now + gap)
    runs[index].number = history.times
    runs[index].attempt = ReminderAttempt(claim, keys: [Self.key: history])
    if flaw == .noClaim { runs[index].attempt?.learn(claim: .success(.claimed)) }
    log.append("\(index) begins")
  }

  /// One operation of a run, and what the run hears of it.
  private mutating func step(_ index: Int, at now: Timestamp, _ chance: inout SeededGenerator) {
    guard var attempt = runs[index].attempt else { return }
    let fate = Fate.allCases.randomElement(using: &chance) ?? .done
    log.append("\(index) \(attempt.step.name) \(fate)")
    switch attempt.step {
    case .claim(let claim):
      let response = apply(fate, { $0.ledger.claim(claim) })
      attempt.learn(claim: response)
    case .send: attempt.learn(mail: send(fate, at: now))
    case .record(let outcome, let claim):
      let response = apply(fate, { $0.ledger.record(outcome, of: claim) })
      attempt.learn(record: response)
    case .end: runs[index].isOver = true
    }
    runs[index].attempt = attempt
  }

  /// What becomes of a request.
  private enum Fate: CaseIterable {
    /// It was carried out and the response came; the more likely one.
    case done, alsoDone, again
    /// It was carried out, the response was lost, and it was sent again.
    case repeated
    /// It was carried out and the response was lost for good.
    case lost
    /// It never arrived.
    case failed
  }

  private mutating func apply<Response>(
    _ fate: Fate, _ operation: (inout LedgerWorld) -> Response
  ) -> Result<Response, ServiceFailure> {
    if fate == .failed { return .failure(.sample) }
    let response = operation(&self)
    if fate == .repeated { return .success(operation(&self)) }
    return fate == .lost ? .failure(.sample) : .success(response)
  }

  private mutating func send(_ fate: Fate, at now: Timestamp) -> Result<String?, MailerError> {
    if fate == .failed { return .failure(.rejected(.sample)) }
    mails.append(now)
    let isLost = fate == .lost || fate == .repeated
    guard isLost else { return .success(nil) }
    return .failure(flaw == .unknownIsFailed ? .rejected(.sample) : .unknown(.sample))
  }

  /// What is wrong now.
  var faults: [String] {
    var faults: [String] = []
    for (one, next) in zip(mails, mails.dropFirst()) where next - one < Self.period.gap / 2 {
      faults.append("two mails in a period")
    }
    let count = ledger.records[Self.id]?.keys[Self.key]?.times ?? 0
    if count > mails.count { faults.append("\(count) counted, \(mails.count) sent") }
    return faults
  }

  /// What is wrong when a run without any fault follows a period later: it must mail, unless somebody
  /// was mailed meanwhile, and count no mail that did not leave.
  func faultsAfterAPeriod(_ chance: inout SeededGenerator) -> [String] {
    var later = self
    let now = Self.start + Self.period.period + .seconds(7200)
    let count = mails.count
    later.runs = [Run()]
    later.begin(0, at: now, &chance)
    while let step = later.runs[0].attempt?.step, later.runs[0].isOver == false {
      switch step {
      case .claim(let claim):
        let response = later.ledger.claim(claim)
        later.runs[0].attempt?.learn(claim: .success(response))
      case .send:
        later.mails.append(now)
        later.runs[0].attempt?.learn(mail: .success(nil))
      case .record(let outcome, let claim):
        let response = later.ledger.record(outcome, of: claim)
        later.runs[0].attempt?.learn(record: .success(response))
      case .end: later.runs[0].isOver = true
      }
    }
    let lost = later.mails.count == count + 1 ? [] : ["nobody is mailed a period later"]
    let isTooHigh = later.runs[0].number > later.mails.count
    return later.faults + lost + (isTooHigh ? ["the mail's number is too high"] : [])
  }
}

extension ReminderAttempt.Step {
  /// The step in words.
  var name: String {
    switch self {
    case .claim: "claims"
    case .send: "sends"
    case .record(let outcome, _): "records \(outcome.state)"
    case .end(.held(let standing)): "ends: \(standing)"
    case .end(.notClaimed): "ends: not claimed"
    case .end(.sent(let mail, let fault)):
      "ends: \((try? mail.get()) == nil ? "not sent" : "sent")\(fault.map { ", \($0)" } ?? "")"
    }
  }
}
