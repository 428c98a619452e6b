// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// The result of reading the users of an account and their keys.
public struct AccountScan: Sendable, Equatable {
  /// The account; `nil` if unknown.
  public let account: AccountID?
  /// How many users there were.
  public internal(set) var users = UserCounts()
  /// Active keys whose age is not known.
  public internal(set) var unreadableKeys = 0
  /// All active keys whose age is known.
  public internal(set) var ages: AgeDistribution
  /// Users with stale keys, in the directory's order.
  public internal(set) var owners: [StaleOwner] = []
  /// Stale keys that were listed for more than one user: nobody is mailed about them.
  public internal(set) var sharedKeys: [StaleKey] = []
  /// What failed, in the directory's order; failures of the whole run come last.
  public internal(set) var failures: [Failure] = []

  /// Patterns of names that match no user.
  public internal(set) var unmatchedPatterns: [String] = []
  /// Users who never signed in and whose stale keys are to be counted.
  public internal(set) var uncounted: [UserName] = []

  /// What a ledger needs to say which keys were retired; `nil` without a ledger.
  public internal(set) var sightings: KeySightings?

  package init(
    account: AccountID?, users: UserCounts = UserCounts(), unreadableKeys: Int = 0,
    ages: AgeDistribution, owners: [StaleOwner] = [], sharedKeys: [StaleKey] = [],
    failures: [Failure] = [], unmatchedPatterns: [String] = [], uncounted: [UserName] = [],
    sightings: KeySightings? = nil
  ) {
    self.account = account
    self.users = users
    self.unreadableKeys = unreadableKeys
    self.ages = ages
    self.owners = owners
    self.sharedKeys = sharedKeys
    self.failures = failures
    self.unmatchedPatterns = unmatchedPatterns
    self.uncounted = uncounted
    self.sightings = sightings
  }
}

/// A user with stale keys.
public struct StaleOwner: Sendable, Equatable {
  /// The user's index in the list of users; of several accounts, account after account.
  public internal(set) var index: Int
  /// The user.
  public let user: UserID
  /// Whether they have signed in to the console with a password at least once.
  public let isConsoleUser: Bool
  /// Oldest first; never empty.
  public let keys: [StaleKey]
  /// The user's other keys, oldest first.
  public let otherKeys: [OtherKey]

  package init(
    index: Int, user: UserID, isConsoleUser: Bool, keys: [StaleKey], otherKeys: [OtherKey]
  ) {
    self.index = index
    self.user = user
    self.isConsoleUser = isConsoleUser
    self.keys = keys
    self.otherKeys = otherKeys
  }
}

/// How many users there were.
public struct UserCounts: Sendable, Equatable {
  /// Users in the directory's list.
  public internal(set) var listed = 0
  /// Users whose keys were read, successfully or not.
  public internal(set) var checked = 0
  /// Users who were left out by the policy or deleted meanwhile, by reason. Zeros are included.
  public internal(set) var skippedBy: [SkipReason: Int] = Dictionary(
    uniqueKeysWithValues: SkipReason.allCases.map { ($0, 0) })

  /// Users who were left out.
  public var skipped: Int { skippedBy.values.reduce(0, +) }

  mutating func skip(_ reason: SkipReason) { skippedBy[reason, default: 0] += 1 }

  package init(
    listed: Int = 0, checked: Int = 0, skippedBy: [SkipReason: Int] = [:]
  ) {
    self.listed = listed
    self.checked = checked
    self.skippedBy.merge(skippedBy) { $1 }
  }
}
