// SPDX-License-Identifier: Apache-2.0
import UTC

/// A reminder that is due: with a ledger, the attempt to send it.
struct DueReminder: Sendable {
  let group: RecipientGroup
  let attempt: ReminderAttempt?
  /// How often the owners of its keys were reminded, once it is sent; empty without a ledger.
  let histories: [LedgerKey: KeyHistory]
}

/// The reminders of a run, after the ledger was asked: what is due, and what is held back.
struct DeliveryPlan: Sendable {
  /// In the directory's order.
  var due: [DueReminder] = []
  var held: [HeldReminder] = []

  /// Without a ledger everything is due.
  init(_ groups: RecipientGroups) {
    due = groups.groups.map { DueReminder(group: $0, attempt: nil, histories: [:]) }
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
      let after = histories.afterReminder(of: group, at: now)
      // Keys that were not read this time keep their history.
      let keys = (records[id]?.keys ?? [:]).merging(after) { $1 }
      due.append(
        DueReminder(
          group: group, attempt: ReminderAttempt(claim, keys: keys), histories: after))
    }
  }
}

/// A reminder that is not sent now, and why.
struct HeldReminder: Sendable {
  let group: RecipientGroup
  let standing: Standing
}
