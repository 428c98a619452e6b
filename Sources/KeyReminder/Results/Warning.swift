// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// What is worth a look but keeps nobody from being mailed.
public enum Warning: Sendable, Equatable {
  /// The account's id could not be read: the mails do without it.
  case unknownAccount
  /// A tag is not an address, and the user's name was taken instead.
  case invalidAddress(String, tag: TagKey, of: UserID)
  /// The last use of some keys is not known.
  case unknownUses(Int, of: Int, Failure.Cause)
  /// Whether the root user has keys is not known.
  case unknownRootKeys(Failure.Cause)
  /// Whether the root user has keys is not known of so many accounts.
  case unknownRootKeysOfAccounts(Int, of: Int, Failure.Cause)
  /// The aliases of so many accounts are not known.
  case unknownAccountAliases(Int, of: Int, Failure.Cause)
  /// An account that is to be left out is not in the organization.
  case unmatchedAccount(AccountID)
  /// The account's alias is not known: the mails name the account by its id alone.
  case unknownAccountAlias(Failure.Cause)
  /// What the mail service allows is not known.
  case unknownSendingLimits(ServiceFailure)
  /// Not all addresses are known to which nothing is delivered.
  case unknownSuppressions(Suppressions.Gap)
  /// Nothing is delivered to an admin.
  case suppressedAdmin(Suppression)
  /// A mail was handed over, and the ledger does not say what became of it. The owner of its first
  /// keys; `nil` for the report to the admins.
  case outcomeNotRecorded(RecordFault, of: UserID?)
  /// Something about the keys that the ledger knows cannot be said, or was not written.
  case progress(ProgressGap)
  /// Only verified addresses get mail.
  case sendingSandbox
  /// Sending is paused.
  case sendingPaused
  /// The mail service watches the account's sending or has stopped it; its own name for that
  /// status.
  case sendingEnforcement(String)
  /// There is no user under the path.
  case nobodyListed(path: String)
  /// Every user was left out.
  case nobodyChecked(UserCounts)
  /// A pattern leaves nobody out, since no user under the path matches it.
  case unmatchedPattern(String, path: String)
  /// None of so many owners has a tag that decides something.
  case unusedTag(TagKey, TagPurpose, owners: Int)
  /// The stale keys of so many users who were left out could not be counted.
  case uncountedUsers(Int, of: Int, Failure.Cause)
  /// More mails are due than today's quota allows.
  case sendingQuota(left: Int, due: Int)

  /// The user whom it concerns; `nil` for the run as a whole.
  public var user: UserID? {
    switch self {
    case .invalidAddress(_, _, let user): user
    case .outcomeNotRecorded(_, let user): user
    case .unknownAccount, .unknownUses, .unknownRootKeys, .unknownAccountAlias,
      .unknownRootKeysOfAccounts, .unknownAccountAliases, .unmatchedAccount,
      .unknownSendingLimits, .unknownSuppressions, .suppressedAdmin, .nobodyListed,
      .nobodyChecked, .unmatchedPattern, .unusedTag, .uncountedUsers, .progress,
      .sendingSandbox,
      .sendingPaused, .sendingEnforcement, .sendingQuota:
      nil
    }
  }
}
