// SPDX-License-Identifier: Apache-2.0
import Identifiers
import Synchronization
import Testing
import TestSupport
import UTC

@testable import KeyReminder

/// Series of runs over an account that changes between them, with runs that die, see only a part, or
/// cannot write.
@Suite(.limited) struct ProgressPropertyTests {
  @Test("94, 103: a key counts as rotated at most once, and never unseen", arguments: 0..<300)
  func anySeries(seed: Int) async throws {
    var world = ProgressWorld(seed: seed)
    for _ in 0..<8 {
      world.change()
      try await world.run()
    }
    // Without anything that goes wrong, everything that no crash has swallowed is counted.
    try await world.finish()
    #expect(world.faults.isEmpty, "seed \(seed): \(world.faults)\n\(world.log)")
  }
}

/// Five people with two keys each, and what is true of them.
private struct ProgressWorld {
  private var chance: SeededGenerator
  private let ledger = DyingLedger()
  private var names = (0..<5).map { "p\($0)@x.org" }
  /// Keys that are gone or inactive.
  private var retired: Set<String> = []
  private var inactive: Set<String> = []
  private var leftOut: Set<String> = []
  private var now = AccountSample.now
  /// How many keys runs have counted in their reports.
  private var counted = 0
  private var hasCrashed = false
  private(set) var faults: [String] = []
  private(set) var log: [String] = []

  init(seed: Int) { chance = SeededGenerator(seed: UInt64(seed)) }

  private static func keys(of name: String) -> [String] { ["A\(name)", "B\(name)"] }

  /// Days pass; people rotate keys, leave, are left out or taken in again.
  mutating func change() {
    now =
      now + .seconds([0, 3600, 86_400, 3 * 86_400, 3 * 86_400].randomElement(using: &chance) ?? 0)
    for name in names where Int.random(in: 0..<3, using: &chance) == 0 {
      switch Int.random(in: 0..<6, using: &chance) {
      case 0...2: retire(Self.keys(of: name).randomElement(using: &chance) ?? "")
      case 3:
        names.removeAll { $0 == name }
        Self.keys(of: name).forEach { retire($0) }
      default:
        if leftOut.remove(name) == nil { leftOut.insert(name) }
      }
    }
  }

  private mutating func retire(_ key: String) {
    retired.insert(key)
    if Bool.random(using: &chance) { inactive.insert(key) }
    log.append("\(key) is retired")
  }

  private var account: AccountSample {
    var account = AccountSample(pages: [[]])
    for name in names {
      account.pages[0].append(leftOut.contains(name) ? .program(name) : .console(name))
      account.keys[name] = Self.keys(of: name).compactMap { key in
        if !retired.contains(key) { return .aged(400, id: key) }
        return inactive.contains(key) ? .aged(400, id: key, status: .inactive) : nil
      }
    }
    return account
  }

  /// One run, in which anything may go wrong.
  mutating func run() async throws {
    var account = account
    var isCut = false
    switch Int.random(in: 0..<8, using: &chance) {
    case 0: (account.pageFaults[1], isCut) = (.outOfTime(), true)
    case 1:
      let unread = names.randomElement(using: &chance) ?? ""
      account.keyFaults[unread] = .failed(.sample)
    case 2:
      guard let late = names.first(where: { !leftOut.contains($0) }) else { break }
      (account.keyFaults[late], isCut) = (.outOfTime(), true)
    case 3: account.mailFaults[names.randomElement(using: &chance) ?? ""] = .rejected(.sample)
    default: break
    }
    let death = Bool.random(using: &chance) ? Int.random(in: 0...14, using: &chance) : nil
    let lost =
      Int.random(in: 0..<4, using: &chance) == 0 ? Int.random(in: 0...9, using: &chance) : nil
    ledger.begin(diesAfter: death, loses: lost)
    report(try await account.audit(ledger: ledger, at: now).report, isCut)
  }

  /// What the world hears of a run: nothing when it has died.
  private mutating func report(_ result: RunResult, _ isCut: Bool) {
    let isDead = ledger.isDead
    hasCrashed = hasCrashed || isDead || ledger.hasLost
    ledger.begin(diesAfter: nil, loses: nil)
    guard let progress = result.progress else { return }
    log.append("\(progress), cut \(isCut), dead \(isDead)")
    if isCut, progress.retired != nil { faults.append("judged an incomplete account") }
    guard !isDead else { return }
    counted += progress.retired?.count ?? 0
    if counted > retired.count { faults.append("\(counted) counted of \(retired.count) retired") }
  }

  /// Two runs without faults, in which everybody is read.
  mutating func finish() async throws {
    leftOut = []
    for _ in 0..<2 {
      now = now + .seconds(3 * 86_400)
      report(try await account.audit(ledger: ledger, at: now).report, false)
    }
    let known = await ledger.keys
    if !known.isDisjoint(with: retired) { faults.append("retired keys stay in the ledger") }
    let reminded = ledger.everKnown.intersection(retired)
    if !hasCrashed, counted != reminded.count {
      faults.append("\(counted) counted, \(reminded.count) reminded of and retired")
    }
  }
}

/// A ledger whose run dies after so many writes, or loses the response to one.
private final class DyingLedger: Ledger {
  private struct State {
    var left: Int?
    var lost: Int?
    /// All keys that the ledger ever knew.
    var known: Set<String> = []
  }

  private let ledger = SampleLedger()
  private let state = Mutex(State())

  /// - Parameters:
  ///   - writes: how many writes the run has; `nil` for no end.
  ///   - lost: the number of the write whose response is lost.
  func begin(diesAfter writes: Int?, loses lost: Int?) {
    state.withLock { ($0.left, $0.lost) = (writes, lost) }
  }

  /// Whether the run has died.
  var isDead: Bool { state.withLock { $0.left.map { $0 < 0 } ?? false } }
  /// Whether a response was lost.
  var hasLost: Bool { state.withLock { $0.lost.map { $0 < 0 } ?? false } }
  var everKnown: Set<String> { state.withLock(\.known) }
  var keys: Set<String> {
    get async {
      let records = (try? await ledger.records()) ?? [:]
      return Set(records.values.flatMap(\.keys.keys).map(\.id.name))
    }
  }

  private func write<Response: Sendable>(
    _ write: () async throws(ServiceFailure) -> Response
  ) async throws(ServiceFailure) -> Response {
    let isOver = state.withLock { state in
      state.left = state.left.map { $0 - 1 }
      return state.left.map { $0 < 0 } ?? false
    }
    if isOver { throw .sample }
    let response = try await write()
    let isLost = state.withLock { state in
      state.lost = state.lost.map { $0 - 1 }
      return state.lost == -1
    }
    if isLost { throw .sample }
    return response
  }

  func ids(of recipients: [EmailAddress]) throws(ServiceFailure) -> [LedgerID] {
    try ledger.ids(of: recipients)
  }

  func id(of recipients: [EmailAddress], tick: String) throws(ServiceFailure) -> LedgerID {
    try ledger.id(of: recipients, tick: tick)
  }

  func records() async throws(ServiceFailure) -> [LedgerID: LedgerRecord] {
    try await ledger.records()
  }

  func claim(_ claim: Claim) async throws(ServiceFailure) -> ClaimResponse {
    try await write { () async throws(ServiceFailure) in try await ledger.claim(claim) }
  }

  func record(
    _ outcome: ReminderOutcome, of claim: Claim
  ) async throws(ServiceFailure) -> RecordResponse {
    try await write { () async throws(ServiceFailure) in
      if case .sent(_, let keys, _) = outcome {
        state.withLock { $0.known.formUnion(keys.keys.map(\.id.name)) }
      }
      return try await ledger.record(outcome, of: claim)
    }
  }

  func prune(_ pruning: Pruning) async throws(ServiceFailure) -> PruningResponse {
    try await write { () async throws(ServiceFailure) in try await ledger.prune(pruning) }
  }

  func pastRuns(atMost limit: Int) async throws(ServiceFailure) -> [PastRun] {
    try await ledger.pastRuns(atMost: limit)
  }

  func note(_ run: RunLine) async throws(ServiceFailure) {
    try await write { () async throws(ServiceFailure) in try await ledger.note(run) }
  }
}
