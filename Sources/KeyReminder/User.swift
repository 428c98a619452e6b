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
  /// Whether the key signs requests now. Any status but "Active" is not active.
  public let isActive: Bool
  /// When the key was made; `nil` when that is not known. Unknown is neither old nor fresh.
  public let created: Timestamp?

  /// Creates a key.
  public init(id: String, isActive: Bool, created: Timestamp?) {
    self.id = id
    self.isActive = isActive
    self.created = created
  }

  /// A key's id as logs and failures may show it: enough to find the key, too little to use it.
  public static func redacted(_ id: String) -> String { "\(id.prefix(4))…\(id.suffix(4))" }
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
  /// Whether its owner has a newer active key that is not stale.
  public var hasSuccessor: Bool

  /// Creates a stale key.
  public init(
    id: String, created: Timestamp, ageDays: Int, description: String? = nil,
    use: KeyUse = .unknown,
    hasSuccessor: Bool = false
  ) {
    self.id = id
    self.created = created
    self.ageDays = ageDays
    self.description = description
    self.use = use
    self.hasSuccessor = hasSuccessor
  }
}
