// SPDX-License-Identifier: Apache-2.0
public import UTC

/// A run's claim on the reminder of one recipient, which it makes before it sends.
///
/// It holds until ``nextAt``, whatever becomes of the run: there is no lease. A run that dies between
/// claim and record has perhaps sent the mail, so nobody else sends it in this period.
public struct Claim: Sendable {
  /// Whose reminder.
  public let id: LedgerID
  /// The mark of the invocation.
  public let nonce: Nonce
  /// When it is made.
  public let madeAt: Timestamp
  /// From when on another one may be made.
  public let nextAt: Timestamp

  /// When the item may be deleted: long after the last reminder.
  public var expiresAt: Timestamp { madeAt + .seconds(400 * 86_400) }

  /// Creates a claim.
  public init(id: LedgerID, nonce: Nonce, madeAt: Timestamp, nextAt: Timestamp) {
    self.id = id
    self.nonce = nonce
    self.madeAt = madeAt
    self.nextAt = nextAt
  }

  /// Whether `record` is what this claim wrote, by an attempt whose response was lost: the claim
  /// itself, or the outcome of its mail.
  func wrote(_ record: LedgerRecord, _ state: LedgerEntry.State = .claimed) -> Bool {
    guard case .entry(let entry) = record else { return false }
    return entry.state == state && entry.nonce == nonce.description
  }
}

/// What the ledger says to a claim.
public enum ClaimResponse: Sendable {
  /// The reminder is the run's to send.
  case claimed
  /// The item that stood in the way.
  case refused(LedgerRecord)
}

/// What became of a claimed reminder.
public enum ReminderOutcome: Sendable {
  /// It was sent, and counts as a reminder of these keys.
  case sent(messageID: String?, keys: [LedgerKey: KeyHistory])
  /// Its response was lost. It blocks the period and does not count.
  case unknown
  /// It surely was not sent. It may be claimed again at once.
  case failed

  /// What the ledger's item says of it.
  public var state: LedgerEntry.State {
    switch self {
    case .sent: .sent
    case .unknown: .unknown
    case .failed: .failed
    }
  }
}

/// What the ledger says to a record.
public enum RecordResponse: Sendable {
  /// It is written.
  case recorded
  /// The claim is not there any more, but this item.
  case refused(LedgerRecord)
}

/// How long nobody else may claim the reminder of a recipient.
public struct ClaimPeriod: Sendable {
  /// Until the next reminder is due.
  public let period: Duration
  /// How much earlier it may be claimed: a run may begin earlier on its day than the one before, or the
  /// clocks may be changed. At most half a day, and a quarter of the period.
  public var slack: Duration { min(.seconds(43_200), period / 4) }
  /// How long a claim holds.
  public var gap: Duration { period - slack }

  /// A period of so many days, 1 or more.
  public init(days: Int) { period = .seconds(days * 86_400) }

  /// The day on which the next reminder is due, of an item that may be claimed from `nextAt` on.
  func dueDay(_ nextAt: Timestamp) -> Day { Day(nextAt + slack) }
}
