// SPDX-License-Identifier: Apache-2.0
import Identifiers
public import UTC

/// What a ledger is asked with in a run.
public struct LedgerUse: Sendable {
  let ledger: any Ledger
  /// The mark of this invocation.
  let nonce: Nonce
  let cadence: Cadence
  /// What this run takes place for: a repetition has the same.
  let tick: String
  /// Whether the run says which keys were retired: one with other users than usual cannot.
  let countsProgress: Bool

  /// Creates a use.
  public init(
    ledger: any Ledger, nonce: Nonce, cadence: Cadence, tick: String, countsProgress: Bool = true
  ) {
    self.ledger = ledger
    self.nonce = nonce
    self.cadence = cadence
    self.tick = tick
    self.countsProgress = countsProgress
  }

  /// The attempt to send a mail to `recipients` once for this tick, and never again.
  ///
  /// - Parameter account: what it is about, if it is about one account alone.
  func attempt(
    to recipients: [EmailAddress], about account: AccountID? = nil, at now: Timestamp
  ) throws(ServiceFailure) -> ReminderAttempt {
    let id = try ledger.id(of: recipients, tick: account.map { "\(tick)/\($0)" } ?? tick)
    // As long as the item is kept, no other attempt may follow.
    let claim = Claim(
      id: id, nonce: nonce, madeAt: now, nextAt: now + LedgerEntry.lifetime)
    return ReminderAttempt(claim, keys: [:])
  }
}

/// The days of the reminders of a recipient, as the ledger knows them.
public struct ReminderDays: Sendable, Equatable {
  /// The day of the last one that was surely sent before; `nil` for none, and beside one that was sent now.
  public let last: Day?
  /// The day on which the next one is due.
  public let next: Day

  package init(last: Day?, next: Day) {
    self.last = last
    self.next = next
  }
}

extension Standing {
  /// The days that people are told; `nil` when nothing is known, or nothing held back.
  func days(_ cadence: Cadence) -> ReminderDays? {
    switch self {
    case .alreadyReminded(let last, let nextAt):
      ReminderDays(last: Day(last), next: cadence.dueDay(nextAt))
    case .alreadyTried(let last, let nextAt):
      ReminderDays(last: last.map { Day($0) }, next: cadence.dueDay(nextAt))
    case .due, .unreadable: nil
    }
  }
}
