// SPDX-License-Identifier: Apache-2.0
import UTC

/// A reminder that is due: with a ledger, the attempt to send it.
struct DueReminder: Sendable {
  let group: RecipientGroup
  let attempt: ReminderAttempt?
  /// How often the owners of its keys were reminded, once it is sent; empty without a ledger.
  let histories: [LedgerKey: KeyHistory]
  /// What it says beside its keys.
  let details: ReminderDetails

  /// The ledger's item of the recipient; `nil` without a ledger.
  var id: LedgerID? { attempt?.claim.id }

  /// Without a ledger.
  fileprivate init(_ group: RecipientGroup) {
    self.group = group
    (attempt, histories, details) = (nil, [:], ReminderDetails())
  }

  fileprivate init(
    _ group: RecipientGroup, _ attempt: ReminderAttempt, _ histories: [LedgerKey: KeyHistory],
    next: NextRun
  ) {
    self.group = group
    self.attempt = attempt
    self.histories = histories
    details = ReminderDetails(number: ReminderNumber(histories), next: next)
  }
}

/// The reminders of a run, after the ledger was asked: what is due, and what is held back.
struct DeliveryPlan: Sendable {
  /// In the directory's order.
  var due: [DueReminder] = []
  var held: [HeldReminder] = []
  /// What will be said of the keys that the ledger knows; `nil` without a ledger.
  var progress: ProgressPlan?

  /// Without a ledger everything is due.
  init(_ groups: RecipientGroups) {
    due = groups.groups.map { DueReminder($0) }
  }

  /// - Parameter evidence: what was seen of the accounts.
  /// - Throws: what the ledger throws; nobody is to be mailed then.
  init(
    _ owners: ResolvedOwners, _ use: LedgerUse, _ evidence: KeyEvidence, at now: Timestamp
  ) async throws(ServiceFailure) {
    let groups = RecipientGroups(owners.reachable)
    let ids = try use.ledger.ids(of: groups.groups.map(\.recipient))
    let records = try await use.ledger.records()
    let histories = KeyHistories(records.values)
    let progress = ProgressPlan(records, histories, owners, evidence, judges: use.countsProgress)
    self.progress = progress
    for (group, id) in zip(groups.groups, ids) {
      let course = use.cadence.course(of: group, records[id], histories, at: now)
      guard course.standing == .due else {
        held.append(HeldReminder(group: group, standing: course.standing))
        continue
      }
      let claim = Claim(
        id: id, nonce: use.nonce, madeAt: now, nextAt: now + use.cadence.period.gap,
        startsAnew: course.startsAnew)
      let after = histories.afterReminder(of: group, at: now, evidence)
      // Keys that were not read this time keep their history.
      let before = progress.retirement.rest(of: records[id]?.keys ?? [:])
      let keys = before.merging(after) { $1 }
      let attempt = ReminderAttempt(claim, keys: keys, easing: course.easing)
      due.append(DueReminder(group, attempt, after, next: course.next))
    }
  }
}

/// A reminder that is not sent now, and why.
struct HeldReminder: Sendable {
  let group: RecipientGroup
  let standing: Standing
}
