// SPDX-License-Identifier: Apache-2.0
public import UTC

/// What a run found and did: the function's answer.
public struct Report: Sendable, Equatable {
  /// How many users there were.
  public struct Users: Sendable, Equatable {
    /// What the directory returned.
    public internal(set) var listed = 0
    /// Whose keys were read, successfully or not.
    public internal(set) var checked = 0
    /// Who was left out by the policy or vanished meanwhile.
    public internal(set) var skipped = 0
    /// The same by reason, zeros included.
    public internal(set) var skippedBy: [SkipReason: Int] = Dictionary(
      uniqueKeysWithValues: SkipReason.allCases.map { ($0, 0) })

    mutating func skip(_ reason: SkipReason) {
      skipped += 1
      skippedBy[reason, default: 0] += 1
    }
  }

  /// What their keys looked like.
  public struct Keys: Sendable, Equatable {
    /// Active keys at or above the threshold.
    public internal(set) var stale = 0
    /// The age of the oldest stale key in whole days; 0 when none is stale.
    public internal(set) var oldestDays = 0
    /// Active keys whose age is not known.
    public internal(set) var unreadable = 0
  }

  /// What became of the reminders, in mails: owners that share an address share a mail, an owner whom
  /// nobody can reach counts as one that failed, and nothing counts in a dry run.
  public struct Emails: Sendable, Equatable {
    /// Accepted.
    public internal(set) var sent = 0
    /// Surely not accepted, or not sent at all.
    public internal(set) var failed = 0
    /// Handed over without an answer; never sent again.
    public internal(set) var unknown = 0

    mutating func count(_ outcome: Notification.Outcome) {
      switch outcome {
      case .sent: sent += 1
      case .failed: failed += 1
      case .unknown: unknown += 1
      case .dryRun: break
      }
    }
  }

  /// The account, twelve digits.
  public let accountId: String
  /// Whether no mail was to be sent.
  public let dryRun: Bool
  /// Whether every user was checked and every owner mailed.
  public internal(set) var complete = true
  /// The threshold in whole days.
  public let alertAfterDays: Int
  /// How many users there were.
  public internal(set) var users = Users()
  /// What their keys looked like.
  public internal(set) var keys = Keys()
  /// What became of the mails.
  public internal(set) var emails = Emails()
  /// Owners of stale keys, in the directory's order; at most ``notificationLimit``.
  public internal(set) var notifications: [Notification] = []
  /// `true` when there were more notifications than are listed.
  public internal(set) var notificationsTruncated: Bool?
  /// What could not be done.
  public internal(set) var failures: [Failure] = []
  /// What kept something optional from being done or known, in sentences.
  public internal(set) var warnings: [String] = []
  /// Users whom a tag exempts.
  public internal(set) var exemptions: [Exemption] = []
  /// Users whose exempting tag says what nobody understands, and who are not exempt.
  public internal(set) var invalidExemptions: [InvalidExemption] = []
  /// Where every mail went instead of to its owner.
  public internal(set) var redirectedTo: String?
  /// Mails that a dry run did not send; at most ``sampleLimit``.
  public internal(set) var samples: [Message]?
  /// What became of the report to the admins, when there are any.
  public internal(set) var adminReport: Notification.Outcome?

  /// How many owners a report lists.
  public static let notificationLimit = 1000
  /// A mail is up to 100 KB long.
  public static let sampleLimit = 3

  init(accountID: String, dryRun: Bool, alertAfterDays: Int) {
    accountId = accountID
    self.dryRun = dryRun
    self.alertAfterDays = alertAfterDays
  }
}

extension Report {
  /// A user who is left out because a tag says so.
  public struct Exemption: Sendable, Equatable {
    /// The user.
    public let userName: String
    /// The last day of it; `nil` for ever.
    public let until: Day?

    /// Creates an exemption.
    public init(userName: String, until: Day?) {
      self.userName = userName
      self.until = until
    }
  }

  /// A tag that was meant to exempt a user, and does not.
  public struct InvalidExemption: Sendable, Equatable {
    /// The user.
    public let userName: String
    /// What the tag says.
    public let value: String

    /// Creates an exemption.
    public init(userName: String, value: String) {
      self.userName = userName
      self.value = value
    }
  }
}

/// What became of one owner's reminder.
public struct Notification: Sendable, Equatable {
  /// How it ended.
  public enum Outcome: String, Sendable {
    /// The mail was accepted.
    case sent
    /// It was surely not.
    case failed
    /// The request left and its answer was lost.
    case unknown
    /// It would have been sent.
    case dryRun
  }

  /// A stale key in short.
  public struct Key: Sendable, Equatable {
    /// The key's id.
    public let id: String
    /// Its age in whole days.
    public let ageDays: Int
    /// The day of its last use, or `never`; `nil` when that is not known.
    public let lastUsed: String?
    /// What the owner is told to do with it.
    public let advice: Advice

    init(_ key: StaleKey, beside others: [OtherKey], at now: Timestamp) {
      id = key.id
      ageDays = key.ageDays
      lastUsed =
        switch key.use {
        case .unknown: nil
        case .never: "never"
        case .at(let date, _, _): Day(date).description
        }
      advice = Advice(for: key, beside: others, at: now)
    }
  }

  /// The owner.
  public let userName: String
  /// The address, when there is one.
  public let to: String?
  /// The keys, oldest first.
  public let keys: [Key]
  /// How it ended.
  public let outcome: Outcome
  /// The mail's id at the service that took it.
  public let messageId: String?
}

/// Something that could not be done.
public struct Failure: Sendable, Equatable {
  /// Where it happened.
  public enum Stage: String, Sendable {
    /// Reading the list of users.
    case listUsers
    /// Reading one user's keys.
    case listAccessKeys
    /// Reading the tags of an owner of stale keys.
    case listUserTags
    /// Finding the owner's address.
    case address
    /// Sending the mail.
    case sendEmail
    /// Sending the report to the admins.
    case adminReport
    /// The time was over.
    case deadline
  }

  /// Whom it concerns; `nil` for the run as a whole.
  public let userName: String?
  /// Where it happened.
  public let stage: Stage
  /// One word for machines.
  public let code: String
  /// A sentence for people.
  public let message: String

  init(userName: String?, stage: Stage, reason: Reason) {
    self.userName = userName
    self.stage = stage
    code = reason.code
    message = reason.message
  }
}
