// SPDX-License-Identifier: Apache-2.0
import KeyReminder
import UTC

/// What the report to the admins shows of a run.
///
/// Lists are complete; the e-mail shortens them.
struct AdminReport: Sendable {
  var dryRun: Bool
  /// Whether every user was checked, and every owner mailed who can be reached.
  var complete: Bool
  var users: UserCounts
  /// How many users were skipped, by reason. Zeros are left out.
  var skipped: [Skipped] = []
  var keys: KeyCounts
  /// Stale keys of users who were left out; `nil` if nobody counted them.
  var skippedKeys: SkippedKeys?
  var emails: EmailCounts
  /// All active keys whose age is known.
  var ages: AgeDistribution
  /// Owners whose oldest key is overdue, that with the oldest key first.
  var overdue: [OverdueOwner] = []
  /// Whom a dry run would have mailed.
  var wouldBeMailed: [WouldBeMailed] = []
  /// Owners of stale keys without a usable address.
  var unreachable: [UnreachableOwner] = []
  /// The failures of the run.
  var failures: [Failure] = []
  var exemptions: [Exemption] = []
  /// Users with an exempting tag that could not be understood. They are not exempt.
  var invalidExemptions: [InvalidExemption] = []
  /// What became of each account; `nil` where only one is looked at.
  var accounts: AccountResults?
  /// Whether the root user has access keys; `nil` if unknown.
  var rootKeys: Bool?
  var warnings: [String] = []
  /// How many stale keys have which advice.
  var advice: [Advice: Int] = [:]
  /// What became of keys whose owners were reminded; `nil` if nothing is remembered.
  var progress: Progress?
}

extension AdminReport {
  struct Skipped: Sendable {
    /// As it follows the number: `12 never signed in to the console`.
    let reason: String
    let count: Int
  }

  struct OverdueOwner: Sendable {
    /// The account of the user, where several are looked at.
    var account: String?
    let userName: String
    /// The age of the oldest key.
    let oldestDays: Int
    /// The ids of the stale keys, the oldest first.
    let keyIDs: [String]
    /// What became of today's mail.
    let outcome: DeliveryOutcome
  }

  struct WouldBeMailed: Sendable {
    let userName: String
    let address: String
  }

  struct UnreachableOwner: Sendable {
    /// The account of the user, where several are looked at.
    var account: String?
    let userName: String
    /// Why there is no address.
    let message: String
  }

  struct Failure: Sendable {
    /// The account concerned, where several are looked at.
    var account: String?
    /// `nil` if the failure concerns the whole run.
    let userName: String?
    let message: String
  }

  struct Exemption: Sendable {
    let userName: String
    /// The last day; `nil` for ever.
    let until: Day?
  }

  struct InvalidExemption: Sendable {
    let userName: String
    /// The value of the tag.
    let value: String
  }
}
