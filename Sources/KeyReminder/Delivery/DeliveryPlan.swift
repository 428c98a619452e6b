// SPDX-License-Identifier: Apache-2.0
import UTC

/// A reminder that is due: with a ledger, the attempt to send it.
struct DueReminder: Sendable {
  let group: RecipientGroup
  let attempt: ReminderAttempt?
}

/// The reminders of a run, after the ledger was asked: what is due, and what is held back.
struct DeliveryPlan: Sendable {
  /// In the directory's order.
  var due: [DueReminder] = []
  var held: [HeldReminder] = []

  /// Without a ledger everything is due.
  init(_ groups: RecipientGroups) {
    due = groups.groups.map { DueReminder(group: $0, attempt: nil) }
  }

  /// - Throws: what the ledger throws; nobody is to be mailed then.
  init(
    _ groups: RecipientGroups, _ use: LedgerUse, at now: Timestamp
  ) async throws(ServiceFailure) {
    let ids = try use.ledger.ids(of: groups.groups.map(\.recipient))
    let records = try await use.ledger.records()
    let histories = KeyHistories(records.values)
    for (group, id) in zip(groups.groups, ids) {
      let standing = records[id]?.standing(at: now) ?? .due
      guard standing == .due else {
        held.append(HeldReminder(group: group, standing: standing))
        continue
      }
      let claim = Claim(
        id: id, nonce: use.nonce, madeAt: now, nextAt: now + use.period.gap)
      // Keys that were not read this time keep their history.
      var keys = records[id]?.keys ?? [:]
      keys.merge(histories.afterReminder(of: group, at: now)) { $1 }
      due.append(DueReminder(group: group, attempt: ReminderAttempt(claim, keys: keys)))
    }
  }
}

/// A reminder that is not sent now, and why.
struct HeldReminder: Sendable {
  let group: RecipientGroup
  let standing: Standing
}
