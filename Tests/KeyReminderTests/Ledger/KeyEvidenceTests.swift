// SPDX-License-Identifier: Apache-2.0
import Identifiers
import Testing
import TestSupport
import UTC

@testable import KeyReminder

/// Keys of several accounts, and runs that prune while others remind.
@Suite(.limited) struct KeyEvidenceTests {
  private static func scan(
    _ account: String?, isWhole: Bool = true, owners: [AccessKeyID: PrincipalID] = [:]
  ) -> AccountScan {
    AccountScan(
      account: account.flatMap { AccountID($0) }, ages: Policy.sample.noAges,
      sightings: KeySightings(isWhole: isWhole, owners: owners))
  }

  private static func key(_ account: String) -> LedgerKey {
    LedgerKey(account: AccountID(account), id: "AKIAgone")
  }

  @Test(
    "each account is judged by itself: one that was not read says nothing, nor does another one")
  func accounts() {
    let (whole, cut, refused, other) =
      ("111111111111", "222222222222", "333333333333", "444444444444")
    var evidence = KeyEvidence()
    evidence.add(Self.scan(whole), ResolvedOwners())
    evidence.add(Self.scan(cut, isWhole: false), ResolvedOwners())
    evidence.add(
      AccountScan(account: AccountID(refused), ages: Policy.sample.noAges), ResolvedOwners())
    #expect(evidence.unjudged == 2)
    let now = AccountSample.now
    let history = KeyHistory(times: 1, first: now, created: now, owner: .sample("ana"))
    let keys = [whole, cut, refused, other].map(Self.key)
    #expect(keys.map { evidence.isRetired($0, history) } == [true, false, false, false])
    let entry = LedgerEntry(
      state: .sent, nonce: "n", claimedAt: now, nextAt: now,
      keys: Dictionary(uniqueKeysWithValues: keys.map { ($0, history) }))
    let records = [LedgerID("P#1"): LedgerRecord.entry(entry)]
    let retirement = Retirement(records, KeyHistories(records.values), evidence)
    #expect(Set(retirement.keys.keys) == [keys[0]])
    #expect(Set(retirement.rest(of: entry.keys).keys) == Set(keys.dropFirst()))
  }

  @Test("the users of stale keys are remembered of every account, read to its end or not")
  func owners() {
    var evidence = KeyEvidence()
    for (account, isWhole) in [("111111111111", true), ("222222222222", false)] {
      evidence.add(
        Self.scan(account, isWhole: isWhole, owners: ["AKIAgone": .sample(account)]),
        ResolvedOwners(unread: []))
      #expect(evidence.owner(of: Self.key(account)) == .sample(account))
    }
    #expect(evidence.owner(of: Self.key("333333333333")) == nil)
  }

  @Test("93, 98, 103: pruning takes no claim away, and counts a key for one run", arguments: 0..<20)
  func anyOrder(seed: Int) {
    var chance = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<1000 {
      var world = PruningWorld(&chance)
      for _ in 0..<12 { world.step(&chance) }
      #expect(world.faults.isEmpty, "seed \(seed): \(world.faults)\n\(world.log)")
      if !world.faults.isEmpty { return }
    }
  }
}

/// One item with one retired key. Two runs prune it, one reminds its person of another key; each step may
/// be repeated, as after a response that was lost.
private struct PruningWorld {
  private static let id = LedgerID("P#1")
  private static let now = AccountSample.now
  private static let old = LedgerKey(account: nil, id: "AKIAold")
  private static let history = KeyHistory(times: 1, first: now, created: now)

  private var ledger: MemoryLedger
  private var prunings: [Pruning?] = [nil, nil]
  private var counted: [Bool] = [false, false]
  private var attempt: ReminderAttempt?
  private(set) var faults: [String] = []
  private(set) var log: [String] = []

  init(_ chance: inout SeededGenerator) {
    let state = LedgerEntry.State.allCases.randomElement(using: &chance) ?? .sent
    let entry = LedgerEntry(
      state: state, nonce: "old", claimedAt: Self.now + .seconds(-300_000),
      nextAt: Self.now + .seconds(Bool.random(using: &chance) ? -1 : 1),
      keys: [Self.old: Self.history])
    ledger = MemoryLedger([Self.id: .entry(entry)])
    log.append("\(state), due \(entry.isClaimable(at: Self.now))")
  }

  mutating func step(_ chance: inout SeededGenerator) {
    let run = Int.random(in: 0..<3, using: &chance)
    log.append("\(run)")
    if run < 2 { prune(run, &chance) } else { remind(&chance) }
  }

  private mutating func prune(_ run: Int, _ chance: inout SeededGenerator) {
    guard let pruning = prunings[run] else {
      prunings[run] = read(&chance)
      return
    }
    for _ in 0..<Int.random(in: 1...2, using: &chance) {
      switch ledger.prune(pruning) {
      case .pruned: counted[run] = true
      case .refused(let record): counted[run] = counted[run] || pruning.wrote(record)
      }
    }
    if counted == [true, true] { faults.append("both runs count the key") }
  }

  private func read(_ chance: inout SeededGenerator) -> Pruning? {
    guard let entry = ledger.records[Self.id]?.entry, entry.keys[Self.old] != nil else {
      return nil
    }
    // A claim that holds is left to its run.
    if entry.state == .claimed, Self.now < entry.nextAt { return nil }
    return Pruning(Self.id, entry, rest: [:], by: Nonce(using: &chance), at: Self.now)
  }

  private mutating func remind(_ chance: inout SeededGenerator) {
    guard var attempt else {
      guard ledger.records[Self.id]?.standing(at: Self.now) == .due else { return }
      let claim = Claim(
        id: Self.id, nonce: Nonce(using: &chance), madeAt: Self.now,
        nextAt: Self.now + .seconds(216_000))
      let key = LedgerKey(account: nil, id: "AKIAnew")
      self.attempt = ReminderAttempt(claim, keys: [key: Self.history])
      return
    }
    switch attempt.step {
    case .claim(let claim): attempt.learn(claim: .success(ledger.claim(claim)))
    case .send: attempt.learn(mail: .success(nil))
    case .record(let outcome, let claim):
      let response = ledger.record(outcome, of: claim)
      if case .refused = response { faults.append("a claim is gone") }
      attempt.learn(record: .success(response))
    case .end: break
    }
    self.attempt = attempt
  }
}
