// SPDX-License-Identifier: Apache-2.0
public import UTC

/// Where the ledger keeps what it knows of one recipient. It is not an address: the ledger stores none.
public struct LedgerID: Sendable, Hashable, CustomStringConvertible {
  /// The name of the ledger's item.
  public let description: String

  /// Creates an id of the name of an item.
  public init(_ name: String) { description = name }
}

/// What an item of the ledger says of a recipient.
public enum LedgerRecord: Sendable, Equatable {
  /// What this program has written.
  case entry(LedgerEntry)
  /// Something that this program does not write, and why it cannot be read. Nobody knows whether the
  /// recipient was mailed.
  case unreadable(reason: String)
}

/// The last reminder of a recipient, and how often they were reminded of each key.
public struct LedgerEntry: Sendable, Equatable {
  /// How far the last reminder came.
  public enum State: String, Sendable, CaseIterable {
    /// A run was about to send it, and did not say what became of it.
    case claimed
    /// It was sent.
    case sent
    /// It was handed over and the response was lost.
    case unknown
    /// It was surely not sent.
    case failed
  }

  /// How far the last reminder came.
  public let state: State
  /// The mark of the invocation that claimed it.
  public let nonce: String
  /// When it was claimed.
  public let claimedAt: Timestamp
  /// From when on another one may be claimed.
  public let nextAt: Timestamp
  /// When the last reminder that was surely sent was claimed; `nil` for never.
  public let sentAt: Timestamp?
  /// The keys of reminders that were surely sent.
  public let keys: [LedgerKey: KeyHistory]
  /// How long an item is kept after it was written: longer than the longest gap between reminders.
  static let lifetime = Duration.seconds(400 * 86_400)

  /// The number of the last reminder that was surely sent since the gaps started anew; `nil` where
  /// they do not grow.
  public let round: Int?

  /// Creates an entry.
  public init(
    state: State, nonce: String, claimedAt: Timestamp, nextAt: Timestamp,
    sentAt: Timestamp? = nil, keys: [LedgerKey: KeyHistory] = [:], round: Int? = nil
  ) {
    self.state = state
    self.nonce = nonce
    self.claimedAt = claimedAt
    self.nextAt = nextAt
    self.sentAt = sentAt
    self.keys = keys
    self.round = round
  }
}

/// Whether a recipient may be reminded now, as the ledger sees it.
public enum Standing: Sendable, Equatable {
  /// They may.
  case due
  /// They were reminded, and the period is not over.
  case alreadyReminded(last: Timestamp, nextAt: Timestamp)
  /// A reminder was claimed in this period and perhaps sent; `last` is that of one that surely was.
  case alreadyTried(last: Timestamp?, nextAt: Timestamp)
  /// The ledger's item cannot be read, so nobody knows.
  case unreadable(reason: String)
}

extension LedgerRecord {
  /// What the item means at the moment `now`.
  func standing(at now: Timestamp) -> Standing {
    switch self {
    case .entry(let entry): entry.isClaimable(at: now) ? .due : entry.heldStanding
    case .unreadable(let reason): .unreadable(reason: reason)
    }
  }

  /// What the item means to a run whose claim it stood in the way of.
  var heldStanding: Standing {
    switch self {
    case .entry(let entry): entry.heldStanding
    case .unreadable(let reason): .unreadable(reason: reason)
    }
  }

  /// What this program has written; `nil` for something else.
  var entry: LedgerEntry? { if case .entry(let entry) = self { entry } else { nil } }

  /// The keys of reminders that were surely sent.
  var keys: [LedgerKey: KeyHistory] { if case .entry(let entry) = self { entry.keys } else { [:] } }
}

extension LedgerEntry {
  /// Whether a claim's condition is met: the period is over, or the last reminder surely was not sent.
  func isClaimable(at now: Timestamp) -> Bool { state == .failed || nextAt <= now }

  fileprivate var heldStanding: Standing {
    state == .sent
      ? .alreadyReminded(last: sentAt ?? claimedAt, nextAt: nextAt)
      : .alreadyTried(last: sentAt, nextAt: nextAt)
  }
}
