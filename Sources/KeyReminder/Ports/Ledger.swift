// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// Remembers from run to run who was reminded, when, and of what.
public protocol Ledger: Sendable {
  /// Where the ledger keeps what it knows of each of `recipients`, in their order. The case of an
  /// address does not matter.
  func ids(of recipients: [EmailAddress]) throws(ServiceFailure) -> [LedgerID]
  /// Where the ledger keeps what it knows of one mail to several, which is no reminder.
  ///
  /// - Parameter tick: what the mail is sent once for, such as the schedule's time.
  func id(of recipients: [EmailAddress], tick: String) throws(ServiceFailure) -> LedgerID
  /// All that is known, as the last writes left it.
  func records() async throws(ServiceFailure) -> [LedgerID: LedgerRecord]
  /// Claims a reminder: when there is no item, when its period is over, or when it says that nothing
  /// was sent. Of several runs that claim at the same time one gets it.
  func claim(_ claim: Claim) async throws(ServiceFailure) -> ClaimResponse
  /// Removes retired keys from what is known of a recipient, when that is still as it was read.
  func prune(_ pruning: Pruning) async throws(ServiceFailure) -> PruningResponse
  /// The lines of earlier runs, the newest first; at most `limit`.
  func pastRuns(atMost limit: Int) async throws(ServiceFailure) -> [PastRun]
  /// Writes the line of a run.
  func note(_ run: RunLine) async throws(ServiceFailure)
  /// Notes what became of a reminder that `claim` had claimed, when the claim is still there.
  func record(
    _ outcome: ReminderOutcome, of claim: Claim
  ) async throws(ServiceFailure) -> RecordResponse
}
