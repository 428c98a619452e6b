// SPDX-License-Identifier: Apache-2.0
import Identifiers
public import KeyReminder

// FailureMessages: the words for each failure, warning and reason to skip a user that the domain
// knows. A failure has a code for machines, a title for the log and a message for people. The
// message says what happened, to whom, and what to do next: this is the one module that gives
// advice.

extension Failure {
  /// One word for machines: the service's error code, or ours.
  public var code: String { cause.code }

  /// Which step failed, in constant text.
  public var title: String {
    switch (stage, cause) {
    case (_, .unreadableAge): "The age of an access key is unknown"
    case (_, .sharedKey): "Several users have the same access key"
    case (_, .tooManyEmails): "Too many reminders are due"
    case (.listAccounts, _): "Listing accounts failed"
    case (.assumeRole, _): "Entering an account failed"
    case (.listUsers, _): "Listing users failed"
    case (.listAccessKeys, _): "Listing access keys failed"
    case (.listUserTags, _): "Reading tags failed"
    case (.ledger, .unreadableLedgerItem): "An item of the ledger cannot be read"
    case (.ledger, _): "Claiming the reminder failed"
    case (.sendEmail, _): "Sending the reminder failed"
    case (.adminReport, _): "Sending the admin report failed"
    case (.accountNotice, _): "Sending the mail to an account's own address failed"
    case (.deadline, _): "Deadline exceeded"
    }
  }

  /// What happened and what to do next.
  public var message: String { cause.message(about: user?.name) }
}
