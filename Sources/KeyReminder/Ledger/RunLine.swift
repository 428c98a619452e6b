// SPDX-License-Identifier: Apache-2.0
public import UTC

/// The line that a run leaves in the ledger.
public struct RunLine: Sendable, Equatable {
  /// The mark of the invocation.
  public let nonce: Nonce
  /// When the run began.
  public let at: Timestamp
  /// What the run took place for: the schedule's time, or the id of an invocation by hand.
  public let tick: String
  /// Whether every user was checked, and every owner mailed who can be reached.
  public let isComplete: Bool
  /// Whether the run could say which keys were retired.
  public let hasCounted: Bool
  /// Its figures, by their names.
  public let totals: [String: Int]

  /// When the line may be deleted.
  public var expiresAt: Timestamp { at + LedgerEntry.lifetime }

  init(_ result: RunResult, _ use: LedgerUse, at now: Timestamp) {
    nonce = use.nonce
    at = now
    tick = use.tick
    isComplete = result.isComplete
    hasCounted = result.progress?.retired != nil
    totals = result.totals
  }
}

/// The line of an earlier run.
public enum PastRun: Sendable, Equatable {
  /// When it began, and whether it could say which keys were retired.
  case run(at: Timestamp, hasCounted: Bool)
  /// Something that this program does not write.
  case unreadable(name: String, reason: String)
}

extension RunResult {
  fileprivate var totals: [String: Int] {
    var totals = [
      "usersListed": users.listed, "usersChecked": users.checked, "usersSkipped": users.skipped,
      "keysStale": keys.stale, "sent": emails.sent, "failed": emails.failed,
      "unknown": emails.unknown, "unreachable": unreachableOwners,
    ]
    totals["alreadyReminded"] = emails.held?.alreadyReminded
    totals["alreadyTried"] = emails.held?.alreadyTried
    totals["new"] = progress?.new
    totals["ignored"] = progress?.ignored
    totals["rotated"] = progress?.retired?.count
    totals["medianDaysToRetire"] = progress?.retired?.medianDays
    return totals
  }
}
