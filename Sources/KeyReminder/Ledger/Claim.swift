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
  /// Whether it may be made before the last one's time has come, a period after that one was made: the
  /// cadence starts anew.
  public let startsAnew: Bool

  /// An earlier claim that was made until then is over, for it is as old as this one will hold; `nil`
  /// when the cadence goes on.
  public var latestOther: Timestamp? { startsAnew ? madeAt + (madeAt - nextAt) : nil }

  /// When the item may be deleted: long after the last reminder.
  public var expiresAt: Timestamp { madeAt + LedgerEntry.lifetime }

  /// Creates a claim.
  public init(
    id: LedgerID, nonce: Nonce, madeAt: Timestamp, nextAt: Timestamp, startsAnew: Bool = false
  ) {
    self.id = id
    self.nonce = nonce
    self.madeAt = madeAt
    self.nextAt = nextAt
    self.startsAnew = startsAnew
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
  /// It was sent, and counts as a reminder of these keys. `easing`: what follows where gaps grow.
  case sent(messageID: String?, keys: [LedgerKey: KeyHistory], easing: Easing? = nil)
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
}
