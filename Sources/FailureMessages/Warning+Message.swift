// SPDX-License-Identifier: Apache-2.0
import Identifiers
public import KeyReminder

extension Warning {
  /// What is unknown or not as it should be, in constant text.
  public var title: String {
    switch self {
    case .unknownAccount: "The account is unknown"
    case .invalidAddress: "A tag is not an e-mail address"
    case .unknownUses: "The last use of some keys is unknown"
    case .unknownRootKeys: "Whether the root user has access keys is unknown"
    case .unknownRootKeysOfAccounts: "Whether some root users have access keys is unknown"
    case .unknownAccountAliases: "The aliases of some accounts are unknown"
    case .unmatchedAccount: "An account to leave out is not there"
    case .unknownAccountAlias: "The account's alias is unknown"
    case .unknownSendingLimits: "The sending limits are unknown"
    case .unknownSuppressions: "The suppression list is not known to its end"
    case .suppressedAdmin: "An admin's address is on the suppression list"
    case .outcomeNotRecorded: "The ledger does not say what became of a mail"
    case .progress(let gap): gap.title
    case .sendingSandbox: "SES is in its sandbox"
    case .sendingPaused: "Sending is paused"
    case .sendingEnforcement: "SES watches the account's sending"
    case .sendingQuota: "The sending quota does not suffice"
    case .nobodyListed: "There are no users"
    case .nobodyChecked: "Nobody was checked"
    case .unmatchedPattern: "A pattern leaves nobody out"
    case .unusedTag: "Nobody has a tag"
    case .uncountedUsers: "The stale keys of users left out are not all counted"
    }
  }

  /// What happened and what to do next.
  public var message: String {
    switch self {
    case .unknownAccount:
      "The ARN of the function could not be read, so the account is unknown and the mails do not name it."
    case .invalidAddress(let value, let tag, let user):
      "The tag \(tag) of user \(user.name) is \"\(value.withCodePoints)\", which is not one valid e-mail"
        + " address. The user name was used instead."
    case .unknownUses(let count, let all, let cause):
      "The last use of \(count) of \(all) stale keys is unknown: \(cause.message(about: nil))"
    case .unknownRootKeys(let cause):
      "Whether the root user has access keys is unknown: \(cause.message(about: nil))"
    case .unknownRootKeysOfAccounts(let count, let all, let cause):
      "Whether the root user has access keys is unknown of \(count) of \(all) accounts:"
        + " \(cause.message(about: nil))"
    case .unknownAccountAliases(let count, let all, let cause):
      "The aliases of \(count) of \(all) accounts are unknown, so the mails name these by their ids alone:"
        + " \(cause.message(about: nil))"
    case .unmatchedAccount(let account):
      "EXCLUDE_ACCOUNTS names \(account), which is not among the accounts that are looked at, so it leaves"
        + " nothing out."
    case .unknownAccountAlias(let cause):
      "The account's alias is unknown, so the mails name the account by its id alone: \(cause.message(about: nil))"
    case .unknownSendingLimits(let failure):
      "The sending limits of SES are unknown: \(failure.message)"
    case .unknownSuppressions(.failed(let failure)):
      "To whom SES does not deliver is not known: \(failure.message)"
    case .unknownSuppressions(.tooLong(let read)):
      "To whom SES does not deliver is known only in part: a run reads \(read) addresses of the account's"
        + " suppression list, and it is longer. A mail to another address on it counts as sent and does not"
        + " arrive."
    case .suppressedAdmin(let suppression):
      "SES does not deliver the report to \(suppression.explanation)"
    case .outcomeNotRecorded(let fault, nil):
      "The report to the admins was handed over, and the ledger does not say what became of it:"
        + " \(fault.message)"
    case .outcomeNotRecorded(let fault, let user?):
      "The mail to the owner \(user.name) was handed over, and the ledger does not say what became of it:"
        + " \(fault.message) They get no other mail in this period, and this one does not count as a"
        + " reminder."
    case .progress(let gap): gap.message
    case .sendingSandbox:
      "SES is in its sandbox in this region: only addresses verified there get mail. Ask AWS for"
        + " production access."
    case .sendingPaused:
      "SES has paused this account's sending: no mail will be accepted. Look for the reason in the SES"
        + " console."
    case .sendingEnforcement(let status):
      "SES reports \(status) for this account's sending. Look at the reputation metrics in the SES"
        + " console before sending is stopped."
    case .nobodyListed(let path):
      path == "/"
        ? "IAM listed no user at all. Is this the right account?"
        : "IAM listed no user under the path \(path). Check PATH_PREFIX."
    case .nobodyChecked(let users): Self.nobodyChecked(users)
    case .unmatchedPattern(let pattern, let path): Self.unmatched(pattern, path)
    case .unusedTag(let tag, let purpose, let owners):
      "No owner of stale keys (\(owners) in all) has the tag \(tag), which \(purpose.variable) names:"
        + " \(purpose.consequence). Check how the tag is spelt."
    case .uncountedUsers(let count, let all, let cause):
      "The stale keys of \(count) of \(all) users who never signed in were not counted:"
        + " \(cause.message(about: nil))"
    case .sendingQuota(let left, let due):
      "SES accepts \(left) more mails today, and \(due) are due: the others will fail. Ask AWS for a"
        + " higher sending quota."
    }
  }

  private static func nobodyChecked(_ users: UserCounts) -> String {
    let reasons = SkipReason.allCases.compactMap { reason in
      let count = users.skippedBy[reason] ?? 0
      return count > 0 ? "\(count) \(reason.clause)" : nil
    }
    let advice =
      users.skippedBy[.neverSignedIn] == 0
      ? "" : " USERS=all or USERS=tagged takes in users who never sign in with a password."
    return
      "\(users.listed) user\(users.listed == 1 ? "" : "s") listed, none checked: \(reasons.joined(separator: ", ")).\(advice)"
  }

  private static func unmatched(_ pattern: String, _ path: String) -> String {
    let place = path == "/" ? "" : " under the path \(path)"
    let advice =
      pattern.utf8.contains(UInt8(ascii: ","))
      ? " Spaces separate the patterns; this one has a comma in it." : ""
    return
      "No user\(place) matches \"\(pattern)\" in EXCLUDE_USERS, so it leaves nobody out.\(advice)"
  }
}

extension TagPurpose {
  fileprivate var variable: String {
    switch self {
    case .address: "EMAIL_TAG"
    case .exemption: "EXCLUDE_TAG"
    case .audience: "INCLUDE_TAG"
    }
  }

  fileprivate var consequence: String {
    switch self {
    case .address: "no mail goes where a tag says"
    case .exemption: "nobody is exempt"
    case .audience: "nobody is reminded"
    }
  }
}

extension RecordFault {
  fileprivate var message: String {
    switch self {
    case .service(let failure): failure.message
    case .claimIsGone: "the claim was deleted or overwritten meanwhile."
    }
  }
}
