// SPDX-License-Identifier: Apache-2.0
public import Identifiers
import UTC

/// Which users a run checks and which of their keys are too old.
public struct Policy: Sendable, Equatable {
  /// A key is stale when it has existed for at least this many whole days; 1...3650.
  public var alertAfterDays: Int
  /// The age in whole days from which a stale key is overdue: the configured age, or twice the
  /// threshold if no age is configured or the threshold of this run is above it.
  public var overdueAfterDays: Int {
    configuredOverdueAge.flatMap { $0 < alertAfterDays ? nil : $0 } ?? 2 * alertAfterDays
  }
  private let configuredOverdueAge: Int?
  /// Which users are checked.
  public var audience: Audience
  /// Only users under this path are checked; begins and ends with `/`.
  public var pathPrefix: String
  /// Users who are left out by their names.
  public var excludedUsers: [NamePattern]
  /// The tag that exempts a user: for ever with an empty value or `true`, or up to and on a day.
  public var excludeTag: TagKey?
  /// Where the owners' addresses come from.
  public var addresses: AddressRule
  /// The domains, in lower case, whose addresses are mailed; empty for every domain.
  public var recipientDomains: [String]
  /// Whether the last use of stale keys is looked up.
  public var readsLastUse: Bool

  /// Whether the stale keys of users who never signed in are counted, although nobody is mailed about
  /// them.
  public var countsSkipped: Bool

  /// Creates a policy.
  public init(
    alertAfterDays: Int, overdueAfterDays: Int? = nil, audience: Audience, pathPrefix: String,
    excludedUsers: [NamePattern] = [], excludeTag: TagKey? = nil,
    addresses: AddressRule = AddressRule(), recipientDomains: [String] = [],
    readsLastUse: Bool = true, countsSkipped: Bool = false
  ) {
    self.alertAfterDays = alertAfterDays
    configuredOverdueAge = overdueAfterDays
    self.audience = audience
    self.pathPrefix = pathPrefix
    self.excludedUsers = excludedUsers
    self.excludeTag = excludeTag
    self.addresses = addresses
    self.recipientDomains = recipientDomains
    self.readsLastUse = readsLastUse
    self.countsSkipped = countsSkipped
  }

  /// Whether tags decide anything. If not, the function needs no permission to read them.
  var readsTags: Bool { excludeTag != nil || addresses.tag != nil || audience.needsTags }

  /// Why `user` is left out before their keys are read; `nil` if they are not.
  func skips(_ user: User) -> SkipReason? {
    if excludedUsers.contains(where: { $0.matches(user.name.description) }) { return .excluded }
    return audience == .console && !user.isConsoleUser ? .neverSignedIn : nil
  }

  /// The meaning of the exempting tag among `tags`; `nil` if there is none.
  func exemption(in tags: [UserTag]) -> Exemption? {
    excludeTag.flatMap { tags.value(of: $0) }.map(Exemption.init)
  }
}

// How old a key is.
extension Policy {
  /// What the policy says about a key.
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

  /// The keys of one user that are not in `stale`, each once, the oldest first.
  func others(in keys: [AccessKey], beside stale: [AccessKeyID], at now: Timestamp) -> [OtherKey] {
    var ids = Set(stale)
    return keys.filter { ids.insert($0.id).inserted }
      .map { key in
        let age = key.created.flatMap { Self.wholeDays(from: $0, to: now) }
        return OtherKey(id: key.id, status: key.status, ageDays: age)
      }
      .sorted {
        ($1.ageDays ?? -1, $0.id.description) < ($0.ageDays ?? -1, $1.id.description)
      }
  }

  /// The whole days of 86,400 s between two times; `nil` if the key was created in the future.
  ///
  /// Up to five minutes in the future count as now: our clock may be off by as much. AWS refuses
  /// signatures of a clock that is off by more.
  private static func wholeDays(from created: Timestamp, to now: Timestamp) -> Int? {
    let age = now - created
    return age < .seconds(-300) ? nil : Int(max(.zero, age).components.seconds / 86_400)
  }
}
