// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// A step that failed, for one user or for the whole run.
public struct Failure: Sendable, Equatable {
  /// The stage of a run at which something failed. The response shows the raw value.
  public enum Stage: String, Sendable {
    /// Reading the list of the organization's accounts.
    case listAccounts
    /// Entering an account.
    case assumeRole
    /// Reading the list of users.
    case listUsers
    /// Reading one user's keys.
    case listAccessKeys
    /// Reading the tags of an owner of stale keys.
    case listUserTags
    /// Asking the ledger whether to send the mail.
    case ledger
    /// Sending the mail.
    case sendEmail
    /// Sending the report to the admins.
    case adminReport
    /// Sending the mail to an account's own address.
    case accountNotice
    /// The deadline passed.
    case deadline
  }

  /// The user concerned; `nil` for an account or the run as a whole.
  public let user: UserID?
  /// The account concerned, where several are looked at; `nil` for the run as a whole.
  public let account: AccountLabel?
  /// The stage of the run.
  public let stage: Stage
  /// Why.
  public let cause: Cause

  /// Creates a failure.
  public init(user: UserID?, account: AccountLabel? = nil, stage: Stage, cause: Cause) {
    self.user = user
    self.account = account
    self.stage = stage
    self.cause = cause
  }
}

extension Failure {
  /// Why a step failed.
  public enum Cause: Error, Sendable, Equatable {
    /// A service refused, or could not be reached.
    case service(ServiceFailure)
    /// The deadline passed; `after` is the refusal that lasted until then, if any.
    case outOfTime(Step, after: ServiceFailure?)
    /// The directory has no list of users.
    case noUserList
    /// A key without a creation date, or with one that cannot be true.
    case unreadableAge(of: AccessKeyID)
    /// A key that was listed for several users.
    case sharedKey(AccessKeyID)
    /// More mails are due than may be sent.
    case tooManyEmails(due: Int, limit: Int)
    /// Another mail was refused for a reason that concerns all mails.
    case notTried(after: ServiceFailure)
    /// The ledger's item of a recipient cannot be read, and why.
    case unreadableLedgerItem(reason: String)
    /// The accounts of the organization are not known.
    case organization(OrganizationError)
    /// The account cannot be entered.
    case access(AccountError)
    /// The account is not in the organization, or not in the organizational units that are looked at.
    case notInOrganization
    /// The account is not in use; AWS's own word for its state.
    case accountNotActive(String)
    /// There is no account to look at.
    case noAccounts
    /// No account could be read.
    case everyAccountFailed(Int)
    /// Some keys could be looked up, and others were denied.
    case deniedForSomeKeys(ServiceFailure)
  }

  /// A step of a run that asks a service for something.
  public enum Step: String, Sendable {
    /// Reading the accounts of the organization.
    case listAccounts
    /// Assuming the role in an account.
    case assumeRole
    /// Reading the list of users.
    case listUsers
    /// Reading the keys of a user.
    case listAccessKeys
    /// Reading the tags of a user.
    case listUserTags
    /// Reading the last use of a key.
    case lastUse
    /// Reading whether the root user has keys.
    case rootKeys
    /// Reading the account's alias.
    case accountAlias
    /// Reading what the mail service allows.
    case sendingLimits
    /// Reading to whom the mail service delivers nothing.
    case suppressionList
    /// Reading what the ledger knows.
    case readLedger
    /// Claiming a reminder in the ledger.
    case claimReminder
    /// Recording in the ledger what became of a reminder.
    case recordOutcome
    /// Writing what a stage of a distributed run hands over.
    case writeRecord
    /// Reading what another stage of a distributed run has handed over.
    case readRecord
    /// Reading the lines of earlier runs.
    case readPastRuns
    /// Removing retired keys from the ledger.
    case pruneLedger
    /// Writing the line of the run.
    case recordRun
    /// Sending a reminder.
    case sendEmail
    /// Sending the report to the admins.
    case adminReport
  }
}
