// SPDX-License-Identifier: Apache-2.0
public import UTC

/// A person or a program with a name in the account.
public struct User: Sendable, Equatable {
  /// The name, unique in the account.
  public let name: String
  /// Whether they have signed in to the console with a password at least once.
  public let isConsoleUser: Bool

  /// Creates a user.
  public init(name: String, isConsoleUser: Bool) {
    self.name = name
    self.isConsoleUser = isConsoleUser
  }
}

/// A long-lived credential of a user.
public struct AccessKey: Sendable, Equatable {
  /// The key's id, `AKIA…`: no secret, but not for logs either: see ``redacted(_:)``.
  public let id: String
  /// Whether the key works.
  public let status: KeyStatus
  /// When the key was made; `nil` when that is not known. Unknown is neither old nor fresh.
  public let created: Timestamp?

  /// Creates a key.
  public init(id: String, status: KeyStatus, created: Timestamp?) {
    self.id = id
    self.status = status
    self.created = created
  }

  /// A key's id as logs and failures may show it: enough to find the key, too little to use it.
  public static func redacted(_ id: String) -> String { "\(id.prefix(4))…\(id.suffix(4))" }
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

/// A key that its owner has beside a stale one, and about which no mail is due. Whatever its status, it is one
/// of the two that AWS allows a user.
public struct OtherKey: Sendable, Equatable {
  /// The key's id.
  public let id: String
  /// Whether it works.
  public let status: KeyStatus
  /// Its age in whole days; `nil` when that is not known.
  public let ageDays: Int?

  /// Creates a key.
  public init(id: String, status: KeyStatus, ageDays: Int?) {
    self.id = id
    self.status = status
    self.ageDays = ageDays
  }

  /// Whether programs can switch to it from `key`.
  func succeeds(_ key: StaleKey) -> Bool {
    status == .active && ageDays.map { $0 < key.ageDays } == true
  }

  /// Whether nothing can use it as it is.
  public var isOutOfUse: Bool { status == .inactive || status == .expired }
}

/// An active key that has existed for too long.
public struct StaleKey: Sendable, Equatable {
  /// The key's id.
  public let id: String
  /// When it was made.
  public let created: Timestamp
  /// Its age in whole days.
  public let ageDays: Int
  /// What the owner wrote about it.
  public var description: String?
  /// When and where it was last used.
  public var use: KeyUse

  /// Creates a stale key.
  public init(
    id: String, created: Timestamp, ageDays: Int, description: String? = nil,
    use: KeyUse = .unknown
  ) {
    self.id = id
    self.created = created
    self.ageDays = ageDays
    self.description = description
    self.use = use
  }
}
