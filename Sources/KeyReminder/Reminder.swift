// SPDX-License-Identifier: Apache-2.0

/// What one owner must know: the keys to replace, and how.
public struct Reminder: Sendable, Equatable {
  /// Who gets it.
  public let recipient: EmailAddress
  /// The user the keys belong to.
  public let userName: String
  /// The keys, oldest first; never empty.
  public let keys: [StaleKey]

  /// Creates a reminder.
  public init(recipient: EmailAddress, userName: String, keys: [StaleKey]) {
    self.recipient = recipient
    self.userName = userName
    self.keys = keys
  }
}

/// What every reminder of a run says alike.
public struct Letterhead: Sendable, Equatable {
  /// The account the keys belong to, twelve digits.
  public let accountID: String
  /// The age in whole days from which a key is stale.
  public let alertAfterDays: Int
  /// How many days pass until the next reminder.
  public let sendEveryDays: Int
  /// Whom to ask; also the `Reply-To` of the mail.
  public let supportEmail: EmailAddress?
  /// The web page that explains how to rotate an access key.
  public let rotationGuide: String

  /// Creates a letterhead.
  public init(
    accountID: String, alertAfterDays: Int, sendEveryDays: Int, supportEmail: EmailAddress?,
    rotationGuide: String
  ) {
    self.accountID = accountID
    self.alertAfterDays = alertAfterDays
    self.sendEveryDays = sendEveryDays
    self.supportEmail = supportEmail
    self.rotationGuide = rotationGuide
  }
}
