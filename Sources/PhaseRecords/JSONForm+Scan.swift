// SPDX-License-Identifier: Apache-2.0
import Identifiers
import JSON
public import KeyReminder
import UTC

// The result of the scan of an account.

extension JSONForm<StaleKey> {
  static let staleKey = object(
    Member("id", { $0.id }, .text),
    Member("created", { $0.created }, .timestamp),
    Member("ageDays", { $0.ageDays }, .integer)
  ) { StaleKey(id: $0, created: $1, ageDays: $2) }
}

extension JSONForm<OtherKey> {
  static let otherKey = object(
    Member("id", { $0.id }, .text),
    Member("status", { $0.status }, .rawValue),
    Member("ageDays", { $0.ageDays }, .optional(.integer))
  ) { OtherKey(id: $0, status: $1, ageDays: $2) }
}

extension JSONForm<AccessKey> {
  static let accessKey = object(
    Member("id", { $0.id }, .text),
    Member("status", { $0.status }, .rawValue),
    Member("created", { $0.created }, .optional(.timestamp))
  ) { AccessKey(id: $0, status: $1, created: $2) }
}

extension JSONForm<UserTag> {
  static let userTag = object(
    Member("key", { $0.key }, .text),
    Member("value", { $0.value }, .string)
  ) { UserTag(key: $0, value: $1) }
}

extension JSONForm<StaleOwner> {
  static let staleOwner = object(
    Member("index", { $0.index }, .integer),
    Member("user", { $0.user }, .userID),
    Member("isConsoleUser", { $0.isConsoleUser }, .bool),
    Member("keys", { $0.keys }, .list(.staleKey)),
    Member("otherKeys", { $0.otherKeys }, .list(.otherKey))
  ) { StaleOwner(index: $0, user: $1, isConsoleUser: $2, keys: $3, otherKeys: $4) }
}

extension JSONForm<UserCounts> {
  static let userCounts = object(
    Member("listed", { $0.listed }, .integer),
    Member("checked", { $0.checked }, .integer),
    Member("skippedBy", { $0.skippedBy }, .dictionary(.rawValue, .integer))
  ) { UserCounts(listed: $0, checked: $1, skippedBy: $2) }
}

extension JSONForm<AgeDistribution.Group> {
  static let ageGroup = object(
    Member("from", { $0.from }, .integer),
    Member("until", { $0.until }, .optional(.integer)),
    Member("count", { $0.count }, .integer)
  ) { AgeDistribution.Group(from: $0, until: $1, count: $2) }
}

extension JSONForm<AgeDistribution> {
  static let ages = object(
    Member("groups", { $0.groups }, .list(.ageGroup))
  ) { AgeDistribution(groups: $0) }
}

extension JSONForm<AccountScan> {
  /// The form of the result of a scan.
  public static let accountScan = object(
    Member("account", { $0.account }, .optional(.text)),
    Member("users", { $0.users }, .userCounts),
    Member("unreadableKeys", { $0.unreadableKeys }, .integer),
    Member("ages", { $0.ages }, .ages),
    Member("owners", { $0.owners }, .list(.staleOwner)),
    Member("sharedKeys", { $0.sharedKeys }, .list(.staleKey)),
    Member("failures", { $0.failures }, .list(.failure)),
    Member("unmatchedPatterns", { $0.unmatchedPatterns }, .list(.string)),
    Member("uncounted", { $0.uncounted }, .list(.text)),
    Member("sightings", { $0.sightings }, .optional(.sightings))
  ) {
    AccountScan(
      account: $0, users: $1, unreadableKeys: $2, ages: $3, owners: $4, sharedKeys: $5,
      failures: $6, unmatchedPatterns: $7, uncounted: $8, sightings: $9)
  }
}
