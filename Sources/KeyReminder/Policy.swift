// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials

/// Whom a run is about and which keys are too old.
public struct Policy: Sendable, Equatable {
  /// Which users are checked.
  public enum Audience: String, Sendable, CaseIterable {
    /// Only users who have signed in to the console with a password at least once.
    case console
    /// Every user.
    case all
  }

  /// A key is stale when it has existed for at least this many whole days; 1...3650.
  public var alertAfterDays: Int
  /// Which users are checked.
  public var audience: Audience
  /// Only users under this path; begins and ends with `/`.
  public var pathPrefix: String

  /// Creates a policy.
  public init(alertAfterDays: Int, audience: Audience, pathPrefix: String) {
    self.alertAfterDays = alertAfterDays
    self.audience = audience
    self.pathPrefix = pathPrefix
  }

  func covers(_ user: User) -> Bool {
    switch audience {
    case .all: true
    case .console: user.isConsoleUser
    }
  }

  /// What a key's age says at the moment `now`.
  enum Judgement: Equatable {
    case fine
    case stale(StaleKey)
    /// No creation date, or one that cannot be true.
    case unreadable
  }

  func judge(_ key: AccessKey, at now: Date) -> Judgement {
    guard key.isActive else { return .fine }
    guard let created = key.created, let age = Self.wholeDays(from: created, to: now) else {
      return .unreadable
    }
    return age >= alertAfterDays
      ? .stale(StaleKey(id: key.id, created: created, ageDays: age)) : .fine
  }

  /// Days of 86,400 s between two moments: no time zone, no daylight saving, and Unix time has no
  /// leap seconds. `nil` for a creation that lies in the future.
  ///
  /// Five minutes of grace: AWS refuses a signature whose clock is off by more, so what is
  /// within them is our clock's error and not the key's.
  private static func wholeDays(from created: Date, to now: Date) -> Int? {
    let seconds = now.timeIntervalSince(created)
    guard seconds >= -300, seconds < 1e12 else { return nil }
    return Int(max(0, seconds) / 86_400)
  }
}
