// SPDX-License-Identifier: Apache-2.0

/// What the people in charge of an account must know about a run. Made by the audit, written down
/// by ``Letterhead``, which knows the account, the moment and the thresholds.
///
/// Lists are whole: what is too long for a mail is cut where the mail is written.
public struct AdminReport: Sendable, Equatable {
  /// Whether no mail was to be sent.
  public var dryRun: Bool
  /// Whether every user was checked and every owner mailed.
  public var complete: Bool
  /// How many users there were.
  public var users: Report.Users
  /// How many of them were left out, by reason: `never signed in to the console`. No zeros.
  public var skipped: [Skipped] = []
  /// What their keys looked like.
  public var keys: Report.Keys
  /// What became of the mails.
  public var emails: Report.Emails
  /// All active keys that were read, fresh ones too, by age.
  public var ages: AgeDistribution
  /// The oldest stale keys, oldest first; ten are enough.
  public var oldest: [OldKey] = []
  /// Owners whose oldest key is overdue, oldest first.
  public var overdue: [OverdueOwner] = []
  /// Owners of stale keys for whom no address is known.
  public var unreachable: [UnreachableOwner] = []
  /// What could not be done, but for what `unreachable` tells.
  public var failures: [Failure] = []
  /// Users whom a tag exempts.
  public var exemptions: [Report.Exemption] = []
  /// Users whose exemption could not be understood, and who were therefore not exempt.
  public var invalidExemptions: [Report.InvalidExemption] = []
  /// Whether the root user has access keys; `nil` when that is not known.
  public var rootKeys: Bool?
  /// What kept something optional from being done or known, in sentences.
  public var warnings: [String] = []
  /// How many stale keys got which advice.
  public var advice: [Advice: Int] = [:]

  /// Creates a report of the totals; what is found besides is added to it.
  public init(
    dryRun: Bool, complete: Bool, users: Report.Users, keys: Report.Keys, emails: Report.Emails,
    ages: AgeDistribution
  ) {
    self.dryRun = dryRun
    self.complete = complete
    self.users = users
    self.keys = keys
    self.emails = emails
    self.ages = ages
  }
}

extension AdminReport {
  /// Users left out for one reason.
  public struct Skipped: Sendable, Equatable {
    /// Why, as it can stand behind a number: `12 never signed in to the console`.
    public let reason: String
    /// How many.
    public let count: Int

    /// Creates a count.
    public init(reason: String, count: Int) {
      self.reason = reason
      self.count = count
    }
  }

  /// A stale key with its owner.
  public struct OldKey: Sendable, Equatable {
    /// The owner.
    public let userName: String
    /// The whole id; the mail shortens it.
    public let keyID: String
    /// Its age in whole days.
    public let ageDays: Int

    /// Creates a key.
    public init(userName: String, keyID: String, ageDays: Int) {
      self.userName = userName
      self.keyID = keyID
      self.ageDays = ageDays
    }
  }

  /// An owner who was told often enough.
  public struct OverdueOwner: Sendable, Equatable {
    /// The owner.
    public let userName: String
    /// The age of the oldest key in whole days.
    public let oldestDays: Int
    /// What became of today's mail.
    public let outcome: Notification.Outcome

    /// Creates an owner.
    public init(userName: String, oldestDays: Int, outcome: Notification.Outcome) {
      self.userName = userName
      self.oldestDays = oldestDays
      self.outcome = outcome
    }
  }

  /// An owner whom nobody can mail.
  public struct UnreachableOwner: Sendable, Equatable {
    /// The owner.
    public let userName: String
    /// Why there is no address.
    public let reason: Reason

    /// Creates an owner.
    public init(userName: String, reason: Reason) {
      self.userName = userName
      self.reason = reason
    }
  }
}
