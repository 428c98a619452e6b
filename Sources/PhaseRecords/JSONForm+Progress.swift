// SPDX-License-Identifier: Apache-2.0
import Identifiers
import JSON
import KeyReminder
import UTC

// What a ledger is compared with, and what came of it.

extension JSONForm<Set<Fingerprint>> {
  fileprivate static let fingerprints = converted(
    .list(.integer), to: { $0.map { Int(bitPattern: UInt($0.bits)) }.sorted() },
    from: { Set($0.map { Fingerprint(bits: UInt64(UInt(bitPattern: $0))) }) })
}

extension JSONForm<KeySightings> {
  static let sightings = object(
    Member("isWhole", { $0.isWhole }, .bool),
    Member("listsEverybody", { $0.listsEverybody }, .bool),
    Member("active", { $0.active }, .fingerprints),
    Member("read", { $0.read }, .fingerprints),
    Member("unread", { $0.unread }, .fingerprints),
    Member("owners", { $0.owners }, .dictionary(.text, .text))
  ) {
    KeySightings(
      isWhole: $0, listsEverybody: $1, active: $2, read: $3, unread: $4, owners: $5)
  }
}

extension JSONForm<RetiredKeys.Stage> {
  fileprivate static let stage = object(
    Member("count", { $0.count }, .integer), Member("medianDays", { $0.medianDays }, .integer)
  ) { RetiredKeys.Stage(count: $0, medianDays: $1) }
}

extension JSONForm<RetiredKeys> {
  fileprivate static let retiredKeys = object(
    Member("stages", { $0.stages }, .dictionary(.rawValue, .stage)),
    Member("medianDays", { $0.medianDays }, .optional(.integer))
  ) { RetiredKeys(stages: $0, medianDays: $1) }
}

extension JSONForm<Progress> {
  static let progress = object(
    Member("since", { $0.since }, .optional(.day)),
    Member("retired", { $0.retired }, .optional(.retiredKeys)),
    Member("unjudgedAccounts", { $0.unjudgedAccounts }, .integer),
    Member("new", { $0.new }, .integer), Member("ignored", { $0.ignored }, .integer)
  ) { Progress(since: $0, retired: $1, unjudgedAccounts: $2, new: $3, ignored: $4) }
}

extension JSONForm<ProgressGap> {
  static let progressGap = JSONForm(
    write: { gap in
      let failure = JSONForm<ServiceFailure>.serviceFailure
      return switch gap {
      case .pastRunsUnread(let error):
        ["case": "pastRunsUnread", "failure": failure.write(error)]
      case .oddRun(let name, let reason):
        ["case": "oddRun", "name": .string(name), "reason": .string(reason)]
      case .notCounted(let keys, let error):
        ["case": "notCounted", "keys": .integer(keys), "failure": error.map(failure.write)]
      case .runNotRecorded(let error):
        ["case": "runNotRecorded", "failure": failure.write(error)]
      }
    },
    read: { json throws(JSONFormError) in
      switch json.caseName {
      case "pastRunsUnread": .pastRunsUnread(try json.member("failure", .serviceFailure))
      case "oddRun":
        .oddRun(
          name: try json.member("name", .string), reason: try json.member("reason", .string))
      case "notCounted":
        .notCounted(
          try json.member("keys", .integer), try json.member("failure", .optional(.serviceFailure)))
      case "runNotRecorded": .runNotRecorded(try json.member("failure", .serviceFailure))
      default: throw JSONFormError("not a gap")
      }
    })
}
