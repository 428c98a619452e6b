// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// How a run sends its mails.
public struct SendingRules: Sendable, Equatable {
  /// Whether everything is done except sending.
  public var dryRun: Bool
  /// Whether the admins get their report although it is a dry run: a configured dry run must not be
  /// forgotten.
  public var reportsDryRun: Bool
  /// The most reminders of a run; 1 or more. If more are due, nobody is reminded.
  public var maxEmails: Int
  /// Who gets the report on each run, in one mail; empty for nobody.
  public var admins: [EmailAddress]
  /// Whether to read what the mail service allows.
  public var readsLimits: Bool
  /// Whether to read to which addresses the mail service does not deliver.
  public var readsSuppressions: Bool
  /// Whether the own address of each account hears of owners whom nobody can reach.
  public var mailsAccounts: Bool

  /// Creates the rules.
  public init(
    dryRun: Bool = false, reportsDryRun: Bool = false, maxEmails: Int = 1000,
    admins: [EmailAddress] = [], readsLimits: Bool = true, readsSuppressions: Bool = false,
    mailsAccounts: Bool = false
  ) {
    self.dryRun = dryRun
    self.reportsDryRun = reportsDryRun
    self.maxEmails = maxEmails
    self.admins = admins
    self.readsLimits = readsLimits
    self.readsSuppressions = readsSuppressions
    self.mailsAccounts = mailsAccounts
  }
}
