// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// How a run sends its mails.
public struct SendingRules: Sendable, Equatable {
  /// Whether everything is done but sending.
  public var dryRun: Bool
  /// With more reminders than these nobody is reminded; 1 or more.
  public var maxEmails: Int
  /// Who gets the report on each run.
  public var admin: EmailAddress?

  /// Creates the rules.
  public init(dryRun: Bool = false, maxEmails: Int = 1000, admin: EmailAddress? = nil) {
    self.dryRun = dryRun
    self.maxEmails = maxEmails
    self.admin = admin
  }
}
