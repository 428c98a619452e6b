// SPDX-License-Identifier: Apache-2.0
public import Identifiers
public import UTC

/// What is decided about all owners of stale keys: where each is mailed, or why not.
public struct ResolvedOwners: Sendable, Equatable {
  /// Owners with an address, in the directory's order.
  public internal(set) var reachable: [ReachableOwner] = []
  /// Owners without a usable address, in the directory's order; then those to whom the mail service does not
  /// deliver.
  public internal(set) var unreachable: [UnreachableOwner] = []
  /// Owners whose tags could not be read, in the directory's order.
  public internal(set) var unread: [UnreadOwner] = []
  /// Owners who are left out after all, by reason.
  public internal(set) var skipped: [SkipReason] = []
  /// Users whom a tag exempts.
  public internal(set) var exemptions: [ExemptUser] = []
  /// Users whose exempting tag could not be understood. They are not exempt.
  public internal(set) var invalidExemptions: [InvalidExemption] = []
  /// What is worth a look but keeps nobody from being mailed.
  public internal(set) var warnings: [Warning] = []
  /// What was found of the tags that decide something, and of last uses.
  public internal(set) var survey = OwnerSurvey()

  package init(
    reachable: [ReachableOwner] = [], unreachable: [UnreachableOwner] = [],
    unread: [UnreadOwner] = [], skipped: [SkipReason] = [], exemptions: [ExemptUser] = [],
    invalidExemptions: [InvalidExemption] = [], warnings: [Warning] = [],
    survey: OwnerSurvey = OwnerSurvey()
  ) {
    self.reachable = reachable
    self.unreachable = unreachable
    self.unread = unread
    self.skipped = skipped
    self.exemptions = exemptions
    self.invalidExemptions = invalidExemptions
    self.warnings = warnings
    self.survey = survey
  }
}

/// An owner of stale keys who is to be reminded.
public struct ResolvedOwner: Sendable, Equatable {
  /// The user's index in the list of users; of several accounts, account after account.
  public internal(set) var index: Int
  /// The user.
  public let user: UserID
  /// Whether they have signed in to the console with a password at least once.
  public let isConsoleUser: Bool
  /// Oldest first; never empty.
  public let keys: [ResolvedKey]
  /// The user's other keys, oldest first.
  public let otherKeys: [OtherKey]

  package init(
    index: Int, user: UserID, isConsoleUser: Bool, keys: [ResolvedKey], otherKeys: [OtherKey]
  ) {
    self.index = index
    self.user = user
    self.isConsoleUser = isConsoleUser
    self.keys = keys
    self.otherKeys = otherKeys
  }
}

/// A stale key with everything that its owner is told about it.
public struct ResolvedKey: Sendable, Equatable {
  /// The key.
  public let key: StaleKey
  /// What the owner wrote about it.
  public let description: String?
  /// When and where it was last used.
  public let use: KeyUse
  /// What to do with it.
  public let advice: Advice

  package init(
    key: StaleKey, description: String?, use: KeyUse, advice: Advice
  ) {
    self.key = key
    self.description = description
    self.use = use
    self.advice = advice
  }
}

/// An owner with an address.
public struct ReachableOwner: Sendable, Equatable {
  /// The owner.
  public let owner: ResolvedOwner
  /// Where they are mailed.
  public let address: EmailAddress
  /// Where the address was found.
  public let source: AddressSource

  package init(
    owner: ResolvedOwner, address: EmailAddress, source: AddressSource
  ) {
    self.owner = owner
    self.address = address
    self.source = source
  }
}

/// An owner without a usable address.
public struct UnreachableOwner: Sendable, Equatable {
  /// The owner.
  public let owner: ResolvedOwner
  /// Why.
  public let reason: UnreachableReason

  package init(
    owner: ResolvedOwner, reason: UnreachableReason
  ) {
    self.owner = owner
    self.reason = reason
  }
}

/// An owner whose tags could not be read. They may be exempt, or have another address.
public struct UnreadOwner: Sendable, Equatable {
  /// The owner.
  public let owner: ResolvedOwner
  /// What failed and why.
  public let failure: DeliveryFailure

  package init(
    owner: ResolvedOwner, failure: DeliveryFailure
  ) {
    self.owner = owner
    self.failure = failure
  }
}

/// A user whom a tag exempts.
public struct ExemptUser: Sendable, Equatable {
  /// The user.
  public let user: UserID
  /// The last day of the exemption; `nil` if it has no end.
  public let until: Day?

  /// Creates an exemption.
  public init(user: UserID, until: Day?) {
    self.user = user
    self.until = until
  }
}

/// A tag that was meant to exempt a user but could not be understood.
public struct InvalidExemption: Sendable, Equatable {
  /// The user.
  public let user: UserID
  /// The tag's value.
  public let value: String

  /// Creates an exemption.
  public init(user: UserID, value: String) {
    self.user = user
    self.value = value
  }
}
