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
      var world = LedgerWorld(runs: Int.random(in: 1...3, using: &chance), &chance)
      world.play(&chance)
      let faults = world.faults + world.faultsAfterAPeriod(&chance)
      guard faults.isEmpty else {
        Issue.record("seed \(seed), schedule \(number): \(faults)\n\(world.log)")
        return
      }
    }
  }

  @Test(
    "92, 93, 94, 104: the same over weeks in which the gaps grow, keys are added and stages pass",
    arguments: 0..<20)
  func weeks(seed: Int) {
    var chance = SeededGenerator(seed: UInt64(seed))
    for number in 0..<Self.schedules / 10 {
      var world = LedgerWorld(runs: 0, pace: .easing, &chance)
      world.playWeeks(&chance)
      let faults = world.faults + world.faultsAfterAPeriod(&chance)
      guard faults.isEmpty else {
        Issue.record("seed \(seed), schedule \(number): \(faults)\n\(world.log)")
        return
      }
    }
  }

  @Test("the check can fail: each wrong protocol is seen", arguments: LedgerWorld.Flaw.allCases)
  func canFail(flaw: LedgerWorld.Flaw) {
    var chance = SeededGenerator(seed: 1)
    let isSeen = (0..<Self.schedules).contains { _ in
      var world = LedgerWorld(
        runs: 3, pace: flaw.isOfEasing ? .easing : .steady, flaw: flaw, &chance)
      if flaw.isOfEasing { world.playWeeks(&chance) } else { world.play(&chance) }
      return !(world.faults + world.faultsAfterAPeriod(&chance)).isEmpty
    }
    #expect(isSeen)
  }
}

/// One person with a key and perhaps a second one, a ledger, and runs that want to remind them.
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
    /// A new key or stage makes somebody due at once, not a period after the last reminder.
    case anewAtOnce
    /// The ledger is not told that the gap is longer than the period.
    case gapIgnored
    /// A new key or stage does not shorten the gap.
    case neverAnew

    var isOfEasing: Bool { [.anewAtOnce, .gapIgnored, .neverAnew].contains(self) }
  }

  private static let id = LedgerID("P#0")
  private static let start = AccountSample.now
  private static let period = ClaimPeriod(days: 3)

  private var ledger = MemoryLedger()
  private var runs: [Run]
  /// When a mail has really left.
  private var mails: [Timestamp] = []
  private let flaw: Flaw?
  private let cadence: Cadence
  /// When the first key was made; it is overdue after 200 days.
  private let created: Timestamp
  /// When the second key becomes stale.
  private let secondKeyAt: Timestamp
  /// What the last mail that is recorded as sent has named.
  private var promise: Promise?
  /// Mails that came before the time that the mail before them had named.
  private var early = 0
  /// The last moment of the last run.
  private var end = start
  private(set) var log: [String] = []

  /// When a mail left, and from when on it named the next one.
  private struct Promise {
    let madeAt: Timestamp
    let nextAt: Timestamp
  }

  init(
    runs count: Int, pace: Cadence.Pace = .steady, flaw: Flaw? = nil,
    _ chance: inout SeededGenerator
  ) {
    runs = Array(repeating: Run(), count: count)
    cadence = .sample(pace)
    created = Self.start + .seconds(-86_400 * Double.random(in: 150...205, using: &chance))
    secondKeyAt = Self.start + .seconds(86_400 * Double.random(in: 0...60, using: &chance))
    self.flaw = flaw
  }

  private struct Run {
    var madeAt: Timestamp?
    var attempt: ReminderAttempt?
    var isOver = false
    /// The number that the mail names.
    var number = 0
    /// From when on the next mail comes, as this one says.
    var nextAt: Timestamp?
  }

  /// Lets one or several runs take place in each of twelve periods, and some between them.
  mutating func playWeeks(_ chance: inout SeededGenerator) {
    for period in 0..<12 {
      let start = Self.start + .seconds(period * 3 * 86_400)
      let hours = [0, Int.random(in: 1...71, using: &chance)]
      for hour in hours.prefix(Int.random(in: 1...2, using: &chance)) {
        runs = Array(repeating: Run(), count: Int.random(in: 1...2, using: &chance))
        play(from: start + .seconds(hour * 3600), &chance)
      }
    }
  }

  /// Lets runs begin, go on and die until all are over.
  mutating func play(from start: Timestamp = start, _ chance: inout SeededGenerator) {
    var now = start
    log.append("at \(start)")
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
    end = now
  }

  /// The first Query, and the decision.
  private mutating func begin(_ index: Int, at now: Timestamp, _ chance: inout SeededGenerator) {
    let group = group(at: now)
    let histories = KeyHistories(ledger.records.values)
    let record = ledger.records[Self.id]
    let course = cadence.course(of: group, record, histories, at: now)
    guard isDue(course, record, at: now) else {
      log.append("\(index) is held")
      runs[index].isOver = true
      return
    }
    var same = SeededGenerator(seed: 0)
    let nonce = flaw == .sharedNonce ? Nonce(using: &same) : Nonce(using: &chance)
    let after = histories.afterReminder(of: group, at: now)
    let isAtOnce = flaw == .anewAtOnce && course.startsAnew
    let gap = flaw == .lease ? .seconds(120) : isAtOnce ? .zero : Self.period.gap
    let claim = Claim(
      id: Self.id, nonce: nonce, madeAt: now, nextAt: now + gap,
      startsAnew: course.startsAnew && flaw != .neverAnew)
    runs[index].number = after.values.map(\.times).max() ?? 0
    runs[index].nextAt = course.easing?.nextAt
    runs[index].attempt = ReminderAttempt(
      claim, keys: after, easing: flaw == .gapIgnored ? nil : course.easing)
    if flaw == .noClaim { runs[index].attempt?.learn(claim: .success(.claimed)) }
    log.append("\(index) begins")
  }

  private func isDue(_ course: Course, _ record: LedgerRecord?, at now: Timestamp) -> Bool {
    switch flaw {
    case .noClaim: true
    case .neverAnew: record?.standing(at: now) ?? .due == .due
    case .anewAtOnce: course.startsAnew || course.standing == .due
    default: course.standing == .due
    }
  }

  /// The keys that are stale then.
  private func group(at now: Timestamp) -> RecipientGroup {
    let second = secondKeyAt <= now ? [secondKeyAt + .seconds(-100 * 86_400)] : []
    return .sample(created: [created] + second, at: now)
  }

  /// Whether a key became stale or overdue in the meantime.
  private func isAnythingNew(since then: Timestamp, until now: Timestamp) -> Bool {
    let stages = [200, 400].map { created + .seconds($0 * 86_400) }
    return (stages + [secondKeyAt]).contains { then < $0 && $0 <= now }
  }

  private func isPromised(at now: Timestamp) -> Bool {
    guard let promise, now < promise.nextAt else { return false }
    return !isAnythingNew(since: promise.madeAt, until: now)
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
      let response = apply(fate, { $0.record(outcome, of: claim, index) })
      attempt.learn(record: response)
    case .end: runs[index].isOver = true
    }
    runs[index].attempt = attempt
  }

  private mutating func record(
    _ outcome: ReminderOutcome, of claim: Claim, _ index: Int
  ) -> RecordResponse {
    let response = ledger.record(outcome, of: claim)
    if case .sent = outcome, case .recorded = response, let nextAt = runs[index].nextAt {
      promise = Promise(madeAt: claim.madeAt, nextAt: nextAt)
    }
    return response
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
    if isPromised(at: now) { early += 1 }
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
    if early > 0 { faults.append("\(early) before their time") }
    let count = ledger.records[Self.id]?.keys.values.map(\.times).max() ?? 0
    if count > mails.count { faults.append("\(count) counted, \(mails.count) sent") }
    return faults
  }

  /// What is wrong when a run without any fault follows a period later: it must mail, unless the last
  /// mail named a later day, and count no mail that did not leave.
  func faultsAfterAPeriod(_ chance: inout SeededGenerator) -> [String] {
    var later = self
    let now = end + Self.period.period + .seconds(7200)
    let expected = mails.count + (isPromised(at: now) ? 0 : 1)
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
        let response = later.record(outcome, of: claim, 0)
        later.runs[0].attempt?.learn(record: .success(response))
      case .end: later.runs[0].isOver = true
      }
    }
    let lost = later.mails.count == expected ? [] : ["nobody is mailed a period later"]
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
