// SPDX-License-Identifier: Apache-2.0
public import Identifiers
public import UTC

/// A long-lived credential of a user.
public struct AccessKey: Sendable, Equatable {
  /// The key's id.
  public let id: AccessKeyID
  /// Whether the key works.
  public let status: KeyStatus
  /// When the key was created; `nil` if unknown. Such a key is neither stale nor fresh.
  public let created: Timestamp?

  /// Creates a key.
  public init(id: AccessKeyID, status: KeyStatus, created: Timestamp?) {
    self.id = id
    self.status = status
    self.created = created
  }
}

/// Whether a key works.
public enum KeyStatus: String, Sendable {
  /// It can sign requests.
  case active
  /// It was switched off and can be switched on again.
  case inactive
  /// It has run out.
  case expired
  /// A status that we do not know. Such a key does not count as active.
  case unknown
}

/// An active key that is too old.
public struct StaleKey: Sendable, Equatable {
  /// The key's id.
  public let id: AccessKeyID
  /// When the key was created.
  public let created: Timestamp
  /// Its age in whole days.
  public let ageDays: Int

  /// Creates a stale key.
  public init(id: AccessKeyID, created: Timestamp, ageDays: Int) {
    self.id = id
    self.created = created
    self.ageDays = ageDays
  }
}

/// Another key of an owner of stale keys. Whatever its status, it counts towards the two keys that
/// AWS allows a user.
public struct OtherKey: Sendable, Equatable {
  /// The key's id.
  public let id: AccessKeyID
  /// Whether it works.
  public let status: KeyStatus
  /// Its age in whole days; `nil` if unknown.
  public let ageDays: Int?

  /// Creates a key.
  public init(id: AccessKeyID, status: KeyStatus, ageDays: Int?) {
    self.id = id
    self.status = status
    self.ageDays = ageDays
  }

  /// Whether programs can switch to it from `key`.
  func succeeds(_ key: StaleKey) -> Bool {
    status == .active && ageDays.map { $0 < key.ageDays } == true
  }
}
