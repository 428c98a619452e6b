// SPDX-License-Identifier: Apache-2.0

import KeyReminder
import UTC

/// What the report to the admins shows of a run.
///
/// Lists are whole: what is too long for a mail is cut where the mail is written.
struct AdminReport: Sendable, Equatable {
  /// Whether no mail was to be sent.
  var dryRun: Bool
  /// Whether every user was checked and every owner mailed.
  var complete: Bool
  /// How many users there were.
  var users: UserCounts
  /// How many of them were left out, by reason: `never signed in to the console`. No zeros.
  var skipped: [Skipped] = []
  /// What their keys looked like.
  var keys: KeyCounts
  /// What became of the mails.
  var emails: EmailCounts
  /// All active keys that were read, fresh ones too, by age.
  var ages: AgeDistribution
  /// The oldest stale keys, oldest first; ten are enough.
  var oldest: [OldKey] = []
  /// Owners whose oldest key is overdue, oldest first.
  var overdue: [OverdueOwner] = []
  /// Owners of stale keys for whom no address is known.
  var unreachable: [UnreachableOwner] = []
  /// What could not be done, but for what `unreachable` tells.
  var failures: [Failure] = []
  /// Users whom a tag exempts.
  var exemptions: [Exemption] = []
  /// Users whose exemption could not be understood, and who were therefore not exempt.
  var invalidExemptions: [InvalidExemption] = []
  /// Whether the root user has access keys; `nil` when that is not known.
  var rootKeys: Bool?
  /// What kept something optional from being done or known, in sentences.
  var warnings: [String] = []
  /// How many stale keys got which advice.
  var advice: [Advice: Int] = [:]

  /// Creates a report of the totals; what is found besides is added to it.
  init(
    dryRun: Bool, complete: Bool, users: UserCounts, keys: KeyCounts, emails: EmailCounts,
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
  struct Skipped: Sendable, Equatable {
    /// Why, as it can stand behind a number: `12 never signed in to the console`.
    let reason: String
    /// How many.
    let count: Int

    /// Creates a count.
    init(reason: String, count: Int) {
      self.reason = reason
      self.count = count
    }
  }

  /// A stale key with its owner.
  struct OldKey: Sendable, Equatable {
    /// The owner.
    let userName: String
    /// The whole id; the mail shortens it.
    let keyID: String
    /// Its age in whole days.
    let ageDays: Int

    /// Creates a key.
    init(userName: String, keyID: String, ageDays: Int) {
      self.userName = userName
      self.keyID = keyID
      self.ageDays = ageDays
    }
  }

  /// An owner who was told often enough.
  struct OverdueOwner: Sendable, Equatable {
    /// The owner.
    let userName: String
    /// The age of the oldest key in whole days.
    let oldestDays: Int
    /// What became of today's mail.
    let outcome: DeliveryOutcome

    /// Creates an owner.
    init(userName: String, oldestDays: Int, outcome: DeliveryOutcome) {
      self.userName = userName
      self.oldestDays = oldestDays
      self.outcome = outcome
    }
  }

  /// An owner whom nobody can mail.
  struct UnreachableOwner: Sendable, Equatable {
    /// The owner.
    let userName: String
    /// Why there is no address.
    let message: String

    /// Creates an owner.
    init(userName: String, message: String) {
      self.userName = userName
      self.message = message
    }
  }

  /// Something that could not be done.
  struct Failure: Sendable, Equatable {
    /// Whom it concerns; `nil` for the run as a whole.
    let userName: String?
    /// What happened.
    let message: String
  }

  /// A user whom a tag exempts.
  struct Exemption: Sendable, Equatable {
    /// The user.
    let userName: String
    /// The last day of it; `nil` for ever.
    let until: Day?
  }

  /// A user whose exemption could not be understood.
  struct InvalidExemption: Sendable, Equatable {
    /// The user.
    let userName: String
    /// What the tag says.
    let value: String
  }
}
