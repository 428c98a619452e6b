// SPDX-License-Identifier: Apache-2.0
@testable import KeyReminder

/// A ledger in memory, under the conditions of the real one. One operation is one moment.
struct MemoryLedger {
  private(set) var records: [LedgerID: LedgerRecord] = [:]

  init(_ records: [LedgerID: LedgerRecord] = [:]) { self.records = records }

  mutating func put(_ record: LedgerRecord, for id: LedgerID) { records[id] = record }

  mutating func claim(_ claim: Claim) -> ClaimResponse {
    let old = records[claim.id]
    switch old {
    case nil: break
    case .unreadable?: return .refused(.unreadable(reason: "odd"))
    case .entry(let entry)?:
      let isFree = entry.nextAt <= claim.madeAt || entry.state == .failed
      guard isFree else { return .refused(.entry(entry)) }
    }
    records[claim.id] = .entry(
      LedgerEntry(
        state: .claimed, nonce: claim.nonce.description, claimedAt: claim.madeAt,
        nextAt: claim.nextAt, sentAt: old?.entry?.sentAt, keys: old?.keys ?? [:]))
    return .claimed
  }

  mutating func record(_ outcome: ReminderOutcome, of claim: Claim) -> RecordResponse {
    guard let entry = records[claim.id]?.entry, entry.nonce == claim.nonce.description,
      entry.state == .claimed
    else { return .refused(records[claim.id] ?? .unreadable(reason: "none")) }
    var (sentAt, keys) = (entry.sentAt, entry.keys)
    if case .sent(_, let counts) = outcome { (sentAt, keys) = (entry.claimedAt, counts) }
    records[claim.id] = .entry(
      LedgerEntry(
        state: outcome.state, nonce: entry.nonce, claimedAt: entry.claimedAt,
        nextAt: entry.nextAt, sentAt: sentAt, keys: keys))
    return .recorded
  }
}

extension LedgerRecord {
  var entry: LedgerEntry? { if case .entry(let entry) = self { entry } else { nil } }
}
