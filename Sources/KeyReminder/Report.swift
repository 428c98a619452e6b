// SPDX-License-Identifier: Apache-2.0

/// What a run found and did. Its JSON form is the function's answer.
public struct Report: Sendable, Equatable, Encodable {
  /// How many users there were.
  public struct Users: Sendable, Equatable, Encodable {
    /// What the directory returned.
    public internal(set) var listed = 0
    /// Whose keys were read, successfully or not.
    public internal(set) var checked = 0
    /// Who was left out by the policy or vanished meanwhile.
    public internal(set) var skipped = 0
  }

  /// What their keys looked like.
  public struct Keys: Sendable, Equatable, Encodable {
    /// Active keys at or above the threshold.
    public internal(set) var stale = 0
    /// The age of the oldest stale key in whole days; 0 when none is stale.
    public internal(set) var oldestDays = 0
    /// Active keys whose age is not known.
    public internal(set) var unreadable = 0
  }

  /// What became of the mails: every owner of a stale key is counted once, but in a dry run.
  public struct Emails: Sendable, Equatable, Encodable {
    /// Accepted.
    public internal(set) var sent = 0
    /// Surely not accepted, or not sent at all.
    public internal(set) var failed = 0
    /// Handed over without an answer; never sent again.
    public internal(set) var unknown = 0
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
  /// `true` when there were more failures than are listed.
  public internal(set) var failuresTruncated: Bool?

  /// Lambda refuses an answer over 6 MB.
  public static let notificationLimit = 1000

  init(accountID: String, dryRun: Bool, alertAfterDays: Int) {
    accountId = accountID
    self.dryRun = dryRun
    self.alertAfterDays = alertAfterDays
  }

  /// Leaves out the later half of the failures, to make the report smaller.
  ///
  /// - Returns: `false` when there is nothing left to leave out.
  public mutating func halveFailures() -> Bool {
    guard !failures.isEmpty else { return false }
    failures.removeLast((failures.count + 1) / 2)
    failuresTruncated = true
    return true
  }
}

/// What became of one owner's reminder.
public struct Notification: Sendable, Equatable, Encodable {
  /// How it ended.
  public enum Outcome: String, Sendable, Encodable {
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
  public struct Key: Sendable, Equatable, Encodable {
    /// The key's id.
    public let id: String
    /// Its age in whole days.
    public let ageDays: Int
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
public struct Failure: Sendable, Equatable, Encodable {
  /// Where it happened.
  public enum Stage: String, Sendable, Encodable {
    /// Reading the list of users.
    case listUsers
    /// Reading one user's keys.
    case listAccessKeys
    /// Finding the owner's address.
    case address
    /// Sending the mail.
    case sendEmail
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
