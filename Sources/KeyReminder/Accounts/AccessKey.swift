// SPDX-License-Identifier: Apache-2.0
public import Identifiers
public import UTC

/// A long-lived credential of a user.
public struct AccessKey: Sendable, Equatable {
  /// The key's id.
  public let id: AccessKeyID
  /// Whether the key works.
  public let status: KeyStatus
  /// When the key was made; `nil` when that is not known. Unknown is neither old nor fresh.
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
  /// It signs requests.
  case active
  /// It was switched off and can be switched on again.
  case inactive
  /// It has run out.
  case expired
  /// Anything else, which is not active.
  case unknown
}

/// An active key that has existed for too long.
public struct StaleKey: Sendable, Equatable {
  /// The key's id.
  public let id: AccessKeyID
  /// When it was made.
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

/// A key that its owner has beside a stale one, and about which no mail is due. Whatever its status, it is one
/// of the two that AWS allows a user.
public struct OtherKey: Sendable, Equatable {
  /// The key's id.
  public let id: AccessKeyID
  /// Whether it works.
  public let status: KeyStatus
  /// Its age in whole days; `nil` when that is not known.
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
