// SPDX-License-Identifier: Apache-2.0
public import UTC

/// Removes retired keys from an item, unless somebody has written it since it was read.
public struct Pruning: Sendable, Equatable {
  /// Whose item.
  public let id: LedgerID
  /// What was read. The write is refused when the item's nonce or state is another: a claim is never
  /// written over.
  public let read: LedgerEntry
  /// The mark of the invocation, which the item bears afterwards: of several runs one succeeds.
  public let nonce: Nonce
  /// The keys that stay.
  public let rest: [LedgerKey: KeyHistory]
  /// When the item may be deleted; `nil` for no change. An item without keys is kept for 90 days, and
  /// at least until another reminder may be claimed.
  public let expiresAt: Timestamp?

  init(
    _ id: LedgerID, _ read: LedgerEntry, rest: [LedgerKey: KeyHistory], by nonce: Nonce,
    at now: Timestamp
  ) {
    self.id = id
    self.read = read
    self.rest = rest
    self.nonce = nonce
    let expiry = now + .seconds(90 * 86_400)
    expiresAt = rest.isEmpty ? (expiry < read.nextAt ? read.nextAt : expiry) : nil
  }

  /// Whether `record` is what this wrote, by an attempt whose response was lost.
  func wrote(_ record: LedgerRecord) -> Bool {
    guard case .entry(let entry) = record else { return false }
    return entry.nonce == nonce.description && entry.keys == rest
  }
}

/// What the ledger says to a pruning.
public enum PruningResponse: Sendable, Equatable {
  /// The keys are removed.
  case pruned
  /// The item is another one now.
  case refused(LedgerRecord)
}

/// Writes prunings, as many as a run may.
struct PruningWork: ConcurrentWork {
  /// The most that a run writes; the others come next time.
  static let limit = 200

  /// The items that are without the retired keys now.
  private(set) var written: Set<LedgerID> = []
  /// What failed first.
  private(set) var failure: ServiceFailure?
  private var waiting: ArraySlice<Pruning>

  init(_ prunings: [Pruning]) { waiting = prunings.prefix(Self.limit) }

  mutating func next() -> Pruning? { waiting.popFirst() }

  mutating func record(_ outcome: (Pruning, Result<PruningResponse, ServiceFailure>)) {
    switch outcome.1 {
    case .success(.pruned): written.insert(outcome.0.id)
    case .success(.refused(let record)):
      if outcome.0.wrote(record) { written.insert(outcome.0.id) }
    // Another one would hardly succeed, and the report must still be sent.
    case .failure(let failure):
      self.failure = self.failure ?? failure
      waiting = []
    }
  }
}
