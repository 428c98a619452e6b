// SPDX-License-Identifier: Apache-2.0
public import Identifiers
public import KeyReminder

extension Failure.Cause {
  /// One word for machines: the service's error code, or ours.
  public var code: String {
    switch self {
    case .service(let failure), .notTried(let failure), .deniedForSomeKeys(let failure):
      failure.code
    case .outOfTime(_, let failure): failure?.code ?? "OutOfTime"
    case .noUserList: "NoSuchEntity"
    case .unreadableAge: "UnreadableCreateDate"
    case .sharedKey: "SharedKey"
    case .tooManyEmails: "TooManyEmails"
    case .unreadableLedgerItem: "UnreadableLedgerItem"
    case .organization(let error): error.code
    case .access(let error): error.code
    case .notInOrganization: "NotInOrganization"
    case .accountNotActive: "AccountNotActive"
    case .noAccounts: "NoAccounts"
    case .everyAccountFailed: "EveryAccountFailed"
    }
  }

  /// What happened and what to do next.
  ///
  /// - Parameter user: the user concerned, unless there are several or none.
  public func message(about user: UserName?) -> String {
    switch self {
    case .service(let failure): failure.message
    case .notTried(let failure): "Not tried, because another mail failed: \(failure.message)"
    case .outOfTime(let step, let failure?): "\(step.incomplete): \(failure.message)"
    case .outOfTime(let step, nil):
      "\(step.incomplete): deadline exceeded. Give the function a longer timeout."
    case .noUserList: "IAM says that there is no list of users."
    case .unreadableAge(let key):
      "The creation date of access key \(key.redacted) is missing, unreadable or in the future, so its"
        + " age is unknown. Look at the key in the IAM console."
    case .sharedKey(let key):
      "IAM named more than one user as the owner of access key \(key.redacted), so none of them was"
        + " mailed about it."
    case .tooManyEmails(let due, let limit):
      "\(due) mails are due, and MAX_EMAILS allows \(limit), so nobody was mailed. Make a dry run to see"
        + " who would be mailed, then change the settings or raise MAX_EMAILS."
    case .unreadableLedgerItem(let reason):
      "The ledger's item of the recipient cannot be read, so nobody knows whether they were mailed, and"
        + " they were not. \(reason) Correct the item in the table, or delete it: the next run then mails"
        + " them."
    case .organization(let error): error.message
    case .access(let error): error.message
    case .notInOrganization:
      "The account is not in the organization, or not in ORGANIZATIONAL_UNITS. Correct the settings, or take"
        + " the account out of them."
    case .accountNotActive(let state):
      "The account is \(state), so its users were not read. Take it out of the settings if it is to be"
        + " closed."
    case .noAccounts:
      "No account is left to look at. Check ORGANIZATIONAL_UNITS, INCLUDE_ACCOUNTS and EXCLUDE_ACCOUNTS."
    case .everyAccountFailed(let count):
      "None of \(count) accounts could be read: the log names each of them. Check the role in the accounts,"
        + " MEMBER_ROLE and EXTERNAL_ID."
    case .deniedForSomeKeys(let failure):
      "\(failure.step.action) was denied for some keys (\(failure.code)). Perhaps a policy allows it for"
        + " some users only."
    }
  }
}

extension Failure.Step {
  /// What the deadline left undone, as the beginning of a sentence.
  fileprivate var incomplete: String {
    switch self {
    case .listAccounts: "The list of accounts was not read to its end"
    case .assumeRole: "The account was not entered"
    case .listUsers: "The list of users was not read to its end"
    case .listAccessKeys: "The keys were not read"
    case .listUserTags: "The tags were not read"
    case .lastUse: "Some last uses were not read"
    case .rootKeys: "The account summary was not read"
    case .accountAlias: "The account's alias was not read"
    case .sendingLimits: "The sending limits were not read"
    case .suppressionList: "The suppression list was not read"
    case .readLedger: "The ledger was not read to its end"
    case .claimReminder: "The mail was not sent, for the ledger was not asked in time"
    case .recordOutcome: "The ledger was not told what became of the mail"
    case .writeRecord: "A record of the run was not written"
    case .readRecord: "A record of the run was not read"
    case .readPastRuns: "The lines of earlier runs were not read"
    case .pruneLedger: "The ledger was not told which keys were retired"
    case .recordRun: "The line of the run was not written"
    case .sendEmail: "The mail was not sent"
    case .adminReport: "The report to the admins was not sent"
    }
  }

  /// The call of the step, as IAM policies name it.
  var action: String {
    switch self {
    case .listAccounts: "organizations:ListAccounts"
    case .assumeRole: "sts:AssumeRole"
    case .listUsers: "iam:ListUsers"
    case .listAccessKeys: "iam:ListAccessKeys"
    case .listUserTags: "iam:ListUserTags"
    case .lastUse: "iam:GetAccessKeyLastUsed"
    case .rootKeys: "iam:GetAccountSummary"
    case .accountAlias: "iam:ListAccountAliases"
    case .sendingLimits: "ses:GetAccount"
    case .suppressionList: "ses:ListSuppressedDestinations"
    case .readLedger, .readPastRuns: "dynamodb:Query"
    case .claimReminder, .recordOutcome, .pruneLedger, .recordRun: "dynamodb:UpdateItem"
    case .writeRecord: "s3:PutObject"
    case .readRecord: "s3:GetObject"
    case .sendEmail, .adminReport: "ses:SendEmail"
    }
  }
}
