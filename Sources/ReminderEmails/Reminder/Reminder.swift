// SPDX-License-Identifier: Apache-2.0
public import UTC

/// What one person must know: the keys to replace, of one user or of several that share the address.
public struct Reminder: Sendable, Equatable {
  /// Who gets it.
  public let recipient: EmailAddress
  /// Whose keys it is about, in the directory's order; never empty.
  public let owners: [ReminderOwner]

  /// Creates a reminder.
  public init(recipient: EmailAddress, owners: [ReminderOwner]) {
    self.recipient = recipient
    self.owners = owners
  }

  /// All keys, owner by owner.
  public var keys: [StaleKey] { owners.flatMap(\.keys) }
}

/// A user with stale keys, as the mail tells of them.
public struct ReminderOwner: Sendable, Equatable {
  /// The user's name.
  public let userName: String
  /// Why the mail goes where it goes.
  public let addressSource: AddressSource
  /// The keys, oldest first; never empty.
  public let keys: [StaleKey]
  /// What the user has beside them, oldest first.
  public let otherKeys: [OtherKey]

  /// Creates an owner.
  public init(
    userName: String, addressSource: AddressSource, keys: [StaleKey], otherKeys: [OtherKey] = []
  ) {
    self.userName = userName
    self.addressSource = addressSource
    self.keys = keys
    self.otherKeys = otherKeys
  }
}

/// Where an owner's address comes from.
public enum AddressSource: Sendable, Equatable {
  /// The user's tag of this name.
  case tag(String)
  /// The user's name is an address.
  case userName
  /// The user's name and this domain, which is the organisation's rule.
  case domain(String)
}

/// What every reminder of a run says alike.
public struct Letterhead: Sendable, Equatable {
  /// The account the keys belong to, twelve digits.
  public let accountID: String
  /// The moment of the run.
  public let now: Timestamp
  /// The age in whole days from which a key is stale.
  public let alertAfterDays: Int
  /// The age in whole days from which a key is overdue.
  public let overdueAfterDays: Int
  /// How many days pass until the next reminder.
  public let sendEveryDays: Int
  /// Whom to ask; also the `Reply-To` of the mail.
  public let supportEmail: EmailAddress?
  /// The web page that explains how to rotate an access key.
  public let rotationGuide: String
  /// The host of the AWS console, where it is known: `console.aws.amazon.com`.
  public let consoleHost: String?
  /// Who gets every mail of a trial run instead of the people it is for; `nil` in a normal run.
  public let redirectedTo: EmailAddress?

  /// Creates a letterhead.
  public init(
    accountID: String, now: Timestamp, alertAfterDays: Int, overdueAfterDays: Int,
    sendEveryDays: Int,
    supportEmail: EmailAddress?, rotationGuide: String, consoleHost: String?,
    redirectedTo: EmailAddress? = nil
  ) {
    self.accountID = accountID
    self.now = now
    self.alertAfterDays = alertAfterDays
    self.overdueAfterDays = overdueAfterDays
    self.sendEveryDays = sendEveryDays
    self.supportEmail = supportEmail
    self.rotationGuide = rotationGuide
    self.consoleHost = consoleHost
    self.redirectedTo = redirectedTo
  }
}
