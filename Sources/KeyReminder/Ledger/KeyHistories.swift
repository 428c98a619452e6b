// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

/// How often the owners of all keys were reminded. It goes by the key: an owner's address may have
/// changed, and several items may know the key then.
struct KeyHistories {
  private var histories: [LedgerKey: KeyHistory] = [:]

  init(_ records: some Sequence<LedgerRecord>) {
    for record in records {
      histories.merge(record.keys) { one, other in
        KeyHistory(
          times: max(one.times, other.times), first: min(one.first, other.first),
          created: one.created, owner: one.owner ?? other.owner)
      }
    }
  }

  /// The history of a key; `nil` when nobody was surely reminded of it.
  subscript(key: LedgerKey) -> KeyHistory? { histories[key] }

  /// All keys with their histories.
  var all: [LedgerKey: KeyHistory] { histories }

  /// How often the owner of a key was reminded of it.
  func times(_ key: LedgerKey) -> Int { histories[key]?.times ?? 0 }

  /// The histories of a group's keys, once its mail is sent.
  ///
  /// - Parameter evidence: whose keys they are, by the ids that AWS gave the users.
  func afterReminder(
    of group: RecipientGroup, at now: Timestamp, _ evidence: KeyEvidence = KeyEvidence()
  ) -> [LedgerKey: KeyHistory] {
    var after: [LedgerKey: KeyHistory] = [:]
    for owner in group.owners.map(\.owner) {
      for key in owner.keys.map(\.key) {
        let name = LedgerKey(account: owner.user.account, id: key.id)
        let before = histories[name]
        after[name] = KeyHistory(
          times: (before?.times ?? 0) + 1, first: before?.first ?? now, created: key.created,
          owner: evidence.owner(of: name) ?? before?.owner)
      }
    }
    return after
  }
}
