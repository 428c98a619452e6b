// SPDX-License-Identifier: Apache-2.0
@testable import KeyReminder

/// A ledger in memory, under the conditions of the real one. One operation is one moment.
struct MemoryLedger {
  private(set) var records: [LedgerID: LedgerRecord] = [:]
  private(set) var runs: [RunLine] = []

  init(_ records: [LedgerID: LedgerRecord] = [:]) { self.records = records }

  mutating func put(_ record: LedgerRecord, for id: LedgerID) { records[id] = record }

  mutating func claim(_ claim: Claim) -> ClaimResponse {
    let old = records[claim.id]
    switch old {
    case nil: break
    case .unreadable?: return .refused(.unreadable(reason: "odd"))
    case .entry(let entry)?:
      let isFree =
        entry.nextAt <= claim.madeAt || entry.state == .failed
        || claim.latestOther.map { entry.claimedAt <= $0 } ?? false
      guard isFree else { return .refused(.entry(entry)) }
    }
    records[claim.id] = .entry(
      LedgerEntry(
        state: .claimed, nonce: claim.nonce.description, claimedAt: claim.madeAt,
        nextAt: claim.nextAt, sentAt: old?.entry?.sentAt, keys: old?.keys ?? [:],
        round: old?.entry?.round))
    return .claimed
  }

  mutating func record(_ outcome: ReminderOutcome, of claim: Claim) -> RecordResponse {
    guard let entry = records[claim.id]?.entry, entry.nonce == claim.nonce.description,
      entry.state == .claimed
    else { return .refused(records[claim.id] ?? .unreadable(reason: "none")) }
    var (sentAt, keys) = (entry.sentAt, entry.keys)
    var (nextAt, round) = (entry.nextAt, entry.round)
    if case .sent(_, let counts, let easing) = outcome {
      (sentAt, keys) = (entry.claimedAt, counts)
      (nextAt, round) = (easing?.nextAt ?? nextAt, easing?.round ?? round)
    }
    records[claim.id] = .entry(
      LedgerEntry(
        state: outcome.state, nonce: entry.nonce, claimedAt: entry.claimedAt,
        nextAt: nextAt, sentAt: sentAt, keys: keys, round: round))
    return .recorded
  }

  mutating func prune(_ pruning: Pruning) -> PruningResponse {
    guard let entry = records[pruning.id]?.entry, entry.nonce == pruning.read.nonce,
      entry.state == pruning.read.state
    else { return .refused(records[pruning.id] ?? .unreadable(reason: "none")) }
    records[pruning.id] = .entry(
      LedgerEntry(
        state: entry.state, nonce: pruning.nonce.description, claimedAt: entry.claimedAt,
        nextAt: entry.nextAt, sentAt: entry.sentAt, keys: pruning.rest))
    return .pruned
  }

  mutating func note(_ run: RunLine) { runs.append(run) }

  /// The newest first.
  var pastRuns: [PastRun] {
    runs.sorted { $0.at > $1.at }.map { .run(at: $0.at, hasCounted: $0.hasCounted) }
  }
}
