// SPDX-License-Identifier: Apache-2.0
internal import UTC

/// Whom a run is about and which keys are too old.
public struct Policy: Sendable, Equatable {
  /// Which users are checked.
  public enum Audience: String, Sendable, CaseIterable {
    /// Only users who have signed in to the console with a password at least once.
    case console
    /// Every user.
    case all
    /// Only users who have the tag ``Policy/includeTag``.
    case tagged
  }

  /// A key is stale when it has existed for at least this many whole days; 1...3650.
  public var alertAfterDays: Int
  /// A stale key is overdue from this age in whole days on: the configured age, or twice the threshold
  /// where none is configured or the threshold of this run is above it. Never below the threshold.
  public var overdueAfterDays: Int {
    configuredOverdueAge.flatMap { $0 < alertAfterDays ? nil : $0 } ?? 2 * alertAfterDays
  }
  private let configuredOverdueAge: Int?
  /// Which users are checked.
  public var audience: Audience
  /// Only users under this path; begins and ends with `/`.
  public var pathPrefix: String
  /// Users who are left out by their names.
  public var excludedUsers: [NamePattern]
  /// The tag that exempts a user: for ever with an empty value or `true`, or up to and on a day.
  public var excludeTag: String?
  /// The tag that users must have when the audience is `tagged`, with any value but `false`.
  public var includeTag: String?
  /// Where the owners' addresses are looked for.
  public var addresses: AddressRule

  /// Creates a policy.
  public init(
    alertAfterDays: Int, overdueAfterDays: Int? = nil, audience: Audience, pathPrefix: String,
    excludedUsers: [NamePattern] = [], excludeTag: String? = nil, includeTag: String? = nil,
    addresses: AddressRule = AddressRule()
  ) {
    self.alertAfterDays = alertAfterDays
    configuredOverdueAge = overdueAfterDays
    self.audience = audience
    self.pathPrefix = pathPrefix
    self.excludedUsers = excludedUsers
    self.excludeTag = excludeTag
    self.includeTag = includeTag
    self.addresses = addresses
  }

  /// Whether tags decide anything: whoever does not need them need not be allowed to read them.
  var readsTags: Bool { excludeTag != nil || addresses.tag != nil || audience == .tagged }

  /// Why `user` is left out before anything is read about them; `nil` when they are not.
  func skips(_ user: User) -> SkipReason? {
    if excludedUsers.contains(where: { $0.matches(user.name) }) { return .excluded }
    return audience == .console && !user.isConsoleUser ? .neverSignedIn : nil
  }

  /// Whether a user with `tags` belongs to the audience.
  func includes(_ tags: [UserTag]) -> Bool {
    guard audience == .tagged else { return true }
    guard let value = includeTag.flatMap({ tags.value(of: $0) }) else { return false }
    return value.lowercased() != "false"
  }

  /// What the exempting tag among `tags` says; `nil` when there is none.
  func exemption(in tags: [UserTag]) -> Exemption? {
    excludeTag.flatMap { tags.value(of: $0) }.map(Exemption.init)
  }

  /// What a key's age says at the moment `now`.
  enum Judgement: Equatable {
    case inactive
    case fresh(ageDays: Int)
    case stale(StaleKey)
    /// No creation date, or one that cannot be true.
    case unreadable
  }

  func judge(_ key: AccessKey, at now: Timestamp) -> Judgement {
    guard key.status == .active else { return .inactive }
    guard let created = key.created, let age = Self.wholeDays(from: created, to: now) else {
      return .unreadable
    }
    return age >= alertAfterDays
      ? .stale(StaleKey(id: key.id, created: created, ageDays: age)) : .fresh(ageDays: age)
  }

  /// `key` as one that its owner has beside a stale one.
  func other(_ key: AccessKey, at now: Timestamp) -> OtherKey {
    OtherKey(
      id: key.id, status: key.status,
      ageDays: key.created.flatMap { Self.wholeDays(from: $0, to: now) })
  }

  /// Days of 86,400 s between two moments: no time zone, no daylight saving, and Unix time has no
  /// leap seconds. `nil` for a creation that lies in the future.
  ///
  /// Five minutes of grace: AWS refuses a signature whose clock is off by more, so what is
  /// within them is our clock's error and not the key's.
  private static func wholeDays(from created: Timestamp, to now: Timestamp) -> Int? {
    let age = now - created
    return age < .seconds(-300) ? nil : Int(max(.zero, age).components.seconds / 86_400)
  }
}

/// Why a user was left out. The raw value stands in the answer.
public enum SkipReason: String, Sendable, CaseIterable {
  /// Never signed in to the console with a password.
  case neverSignedIn
  /// Left out by name.
  case excluded
  /// Exempt by a tag.
  case exempt
  /// Without the tag that asks for reminders.
  case notTagged
  /// Deleted while the run went on.
  case vanished

  /// As it can stand behind a number: `12 never signed in to the console`.
  var phrase: String {
    switch self {
    case .neverSignedIn: "never signed in to the console"
    case .excluded: "left out by name"
    case .exempt: "exempt by a tag"
    case .notTagged: "without the tag that asks for reminders"
    case .vanished: "deleted meanwhile"
    }
  }
}
