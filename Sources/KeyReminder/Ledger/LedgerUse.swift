// SPDX-License-Identifier: Apache-2.0
import Identifiers
public import UTC

/// What a ledger is asked with in a run.
public struct LedgerUse: Sendable {
  let ledger: any Ledger
  /// The mark of this invocation.
  let nonce: Nonce
  let period: ClaimPeriod
  /// What this run takes place for: a repetition has the same.
  let tick: String

  /// Creates a use.
  public init(ledger: any Ledger, nonce: Nonce, period: ClaimPeriod, tick: String) {
    self.ledger = ledger
    self.nonce = nonce
    self.period = period
    self.tick = tick
  }

  /// The attempt to send a mail to `recipients` once for this tick, and never again.
  func attempt(
    to recipients: [EmailAddress], at now: Timestamp
  ) throws(ServiceFailure) -> ReminderAttempt {
    let id = try ledger.id(of: recipients, tick: tick)
    let never = now + .seconds(400 * 86_400)
    return ReminderAttempt(
      Claim(id: id, nonce: nonce, madeAt: now, nextAt: never), keys: [:])
  }
}

/// The days of the reminders of a recipient whom the ledger keeps from being mailed now.
public struct ReminderDays: Sendable, Equatable {
  /// The day of the last one that was surely sent; `nil` for none.
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
  func days(_ period: ClaimPeriod) -> ReminderDays? {
    switch self {
    case .alreadyReminded(let last, let nextAt):
      ReminderDays(last: Day(last), next: period.dueDay(nextAt))
    case .alreadyTried(let last, let nextAt):
      ReminderDays(last: last.map { Day($0) }, next: period.dueDay(nextAt))
    case .due, .unreadable: nil
    }
  }
}
