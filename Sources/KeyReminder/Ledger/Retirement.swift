// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

/// What a run saw of accounts, with which the ledger's keys are compared.
struct KeyEvidence: Sendable {
  /// What was seen of the accounts that were read to their end. Keys of other accounts are not judged.
  private(set) var accounts: [AccountID: KeySightings] = [:]
  /// How many accounts were not read to their end.
  private(set) var unjudged = 0
  /// The users of stale keys, by the ids that AWS gave them.
  private var owners: [LedgerKey: PrincipalID] = [:]

  /// Takes what was seen of an account.
  mutating func add(_ scan: AccountScan, _ resolved: ResolvedOwners) {
    guard let account = scan.account, var sightings = scan.sightings else {
      unjudged += 1
      return
    }
    for (key, owner) in sightings.owners {
      owners[LedgerKey(account: account, id: key)] = owner
    }
    guard sightings.isWhole else {
      unjudged += 1
      return
    }
    // Users whom a tag leaves out, after their keys were read.
    let leftOut = resolved.leftOut(of: scan.owners)
    sightings.forget(leftOut.flatMap(\.keys).compactMap { sightings.owners[$0.id] })
    sightings.owners = [:]
    accounts[account] = sightings
  }

  /// The user of a stale key; `nil` if unknown.
  func owner(of key: LedgerKey) -> PrincipalID? { owners[key] }

  /// Whether a key that the ledger knows is surely gone or inactive.
  func isRetired(_ key: LedgerKey, _ history: KeyHistory) -> Bool {
    guard let sightings = key.account.flatMap({ accounts[$0] }), let owner = history.owner else {
      return false
    }
    return sightings.isRetired(key.id, of: owner)
  }
}

extension ResolvedOwners {
  /// Those of `owners` whom a tag leaves out.
  fileprivate func leftOut(of owners: [StaleOwner]) -> [StaleOwner] {
    let others =
      reachable.map(\.owner.user) + unreachable.map(\.owner.user) + unread.map(\.owner.user)
    let kept = Set(others)
    return owners.filter { !kept.contains($0.user) }
  }
}

/// The keys of the ledger that were retired, and the items that hold them.
///
/// A key counts as retired in the run that removes it from the last item that holds it. One run
/// succeeds at that, so a key counts once; a run that dies before it has reported counts it never.
struct Retirement: Sendable {
  /// What the ledger knows of each.
  private(set) var keys: [LedgerKey: KeyHistory] = [:]
  /// The items with at least one of them.
  private(set) var items: [LedgerID: LedgerEntry] = [:]

  init(_ records: [LedgerID: LedgerRecord], _ histories: KeyHistories, _ evidence: KeyEvidence) {
    keys = histories.all.filter { evidence.isRetired($0.key, $0.value) }
    guard !keys.isEmpty else { return }
    for (id, record) in records {
      guard case .entry(let entry) = record else { continue }
      if entry.keys.keys.contains(where: { keys[$0] != nil }) { items[id] = entry }
    }
  }

  /// Those of `keys` that were not retired.
  func rest(of keys: [LedgerKey: KeyHistory]) -> [LedgerKey: KeyHistory] {
    keys.filter { self.keys[$0.key] == nil }
  }

  /// What is to be written besides the reminders that are due. An item with a claim that holds is left
  /// to its run.
  func prunings(
    besides due: Set<LedgerID>, by nonce: Nonce, at now: Timestamp
  ) -> [Pruning] {
    items.filter { id, entry in
      !due.contains(id) && !(entry.state == .claimed && now < entry.nextAt)
    }
    .map { Pruning($0, $1, rest: rest(of: $1.keys), by: nonce, at: now) }
    .sorted { $0.id.description < $1.id.description }
  }

  /// The keys that no item holds any more, once those in `written` are without them.
  func counted(_ written: Set<LedgerID>) -> [LedgerKey: KeyHistory] {
    var held: Set<LedgerKey> = []
    for (id, entry) in items where !written.contains(id) { held.formUnion(entry.keys.keys) }
    return keys.filter { !held.contains($0.key) }
  }
}
