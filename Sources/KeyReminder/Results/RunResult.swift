// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// What a run found and did. The response, the metrics, the report to the admins and the last line
/// of the log are views of it.
public struct RunResult: Sendable, Equatable {
  /// The account; `nil` if unknown.
  public let account: AccountID?
  /// Whether the run was to send no mail.
  public let dryRun: Bool
  /// The threshold in whole days.
  public let alertAfterDays: Int
  /// The age in whole days from which a key is overdue.
  public let overdueAfterDays: Int
  /// How many users there were.
  public internal(set) var users = UserCounts()
  /// How many keys there were.
  public internal(set) var keys = KeyCounts()
  /// What became of the mails.
  public internal(set) var emails = EmailCounts()
  /// All active keys that were read, fresh ones too, by age.
  public internal(set) var ages: AgeDistribution
  /// Every owner of stale keys, in the directory's order.
  public internal(set) var owners: [OwnerResult] = []
  /// What failed: of the scan, then of the whole run, then of each owner.
  public internal(set) var failures: [Failure] = []
  /// What is worth a look but keeps nobody from being mailed.
  public internal(set) var warnings: [Warning] = []
  /// Users whom a tag exempts.
  public internal(set) var exemptions: [ExemptUser] = []
  /// Users whose exempting tag could not be understood. They are not exempt.
  public internal(set) var invalidExemptions: [InvalidExemption] = []
  /// What became of each account; `nil` when only the function's own is looked at.
  public internal(set) var accounts: AccountResults?
  /// Whether the root user, or that of any account, has access keys; `nil` if not looked up or unknown.
  public internal(set) var rootHasKeys: Bool?
  /// Mails that a dry run did not send; at most ``sampleLimit``.
  public internal(set) var samples: [Message]?
  /// What became of the report to the admins; `nil` if there are none.
  public internal(set) var adminReport: DeliveryOutcome?

  /// The most samples in a result: a mail has up to 100 KB.
  public static let sampleLimit = 3

  /// Stale keys of users who were left out because they never signed in; `nil` if nobody counted them.
  public internal(set) var skippedKeys: SkippedKeys?

  /// What became of keys whose owners were reminded; `nil` without a ledger, and for a run with other
  /// users or another threshold than usual.
  public internal(set) var progress: Progress?

  /// Whether every user was checked, and every owner mailed who can be reached.
  public var isComplete: Bool { failures.isEmpty }

  /// How many owners have no usable address.
  public var unreachableOwners: Int { owners.count { $0.outcome == .unreachable } }

  /// How many claims, records and items of the ledger failed.
  public var ledgerFailures: Int {
    let unrecorded = warnings.count { if case .outcomeNotRecorded = $0 { true } else { false } }
    return failures.count { $0.stage == .ledger } + unrecorded
  }

  package init(
    account: AccountID?, dryRun: Bool, alertAfterDays: Int, overdueAfterDays: Int,
    users: UserCounts = UserCounts(), keys: KeyCounts = KeyCounts(),
    emails: EmailCounts = EmailCounts(), ages: AgeDistribution, owners: [OwnerResult] = [],
    failures: [Failure] = [], warnings: [Warning] = [], exemptions: [ExemptUser] = [],
    invalidExemptions: [InvalidExemption] = [], rootHasKeys: Bool? = nil, samples: [Message]? = nil,
    adminReport: DeliveryOutcome? = nil, skippedKeys: SkippedKeys? = nil,
    accounts: AccountResults? = nil,
    progress: Progress? = nil
  ) {
    self.account = account
    self.dryRun = dryRun
    self.alertAfterDays = alertAfterDays
    self.overdueAfterDays = overdueAfterDays
    self.users = users
    self.keys = keys
    self.emails = emails
    self.ages = ages
    self.owners = owners
    self.failures = failures
    self.warnings = warnings
    self.exemptions = exemptions
    self.invalidExemptions = invalidExemptions
    self.rootHasKeys = rootHasKeys
    self.samples = samples
    self.adminReport = adminReport
    self.skippedKeys = skippedKeys
    self.accounts = accounts
    self.progress = progress
  }
}

/// How many keys there were, of all users.
public struct KeyCounts: Sendable, Equatable {
  /// Active keys at or above the threshold.
  public internal(set) var stale = 0
  /// The age of the oldest stale key in whole days; 0 when none is stale.
  public internal(set) var oldestDays = 0
  /// Active keys whose age is not known.
  public internal(set) var unreadable = 0

  package init(
    stale: Int = 0, oldestDays: Int = 0, unreadable: Int = 0
  ) {
    self.stale = stale
    self.oldestDays = oldestDays
    self.unreadable = unreadable
  }
}

/// The stale keys of users who were left out.
public struct SkippedKeys: Sendable, Equatable {
  /// Active keys at or above the threshold.
  public internal(set) var stale = 0
  /// Users who have such keys.
  public internal(set) var owners = 0
  /// Users whose keys could not be read.
  public internal(set) var unread = 0

  package init(stale: Int = 0, owners: Int = 0, unread: Int = 0) {
    self.stale = stale
    self.owners = owners
    self.unread = unread
  }

  mutating func add(_ other: SkippedKeys) {
    stale += other.stale
    owners += other.owners
    unread += other.unread
  }
}

/// How many reminders were sent and how many were not. Owners who share an address share a mail. An
/// owner without an address does not count, nor does a mail that a dry run or the limit on mails
/// held back.
public struct EmailCounts: Sendable, Equatable {
  /// Accepted.
  public internal(set) var sent = 0
  /// Certainly not accepted: refused, out of time, or not tried after a refusal that concerns all.
  public internal(set) var failed = 0
  /// Sent, but the response was lost; never sent again.
  public internal(set) var unknown = 0
  /// Not sent, because the ledger says so; `nil` without a ledger.
  public internal(set) var held: HeldCounts?

  /// Mails that should have been accepted and are not known to be.
  public var notAccepted: Int { failed + unknown }

  mutating func count(_ result: DeliveryResult) {
    switch result.outcome {
    case .sent: sent += 1
    case .failed: failed += result.failure == nil ? 0 : 1
    case .unknown: unknown += 1
    case .alreadyReminded: held?.alreadyReminded += 1
    case .alreadyTried: held?.alreadyTried += 1
    case .dryRun, .unreachable: break
    }
  }

  /// Counts a mail to an account's own address.
  mutating func count(_ notice: DeliveryOutcome) {
    switch notice {
    case .sent: sent += 1
    case .failed: failed += 1
    case .unknown: unknown += 1
    case .alreadyReminded: held?.alreadyReminded += 1
    case .alreadyTried: held?.alreadyTried += 1
    case .dryRun, .unreachable: break
    }
  }

  package init(
    sent: Int = 0, failed: Int = 0, unknown: Int = 0, held: HeldCounts? = nil
  ) {
    self.sent = sent
    self.failed = failed
    self.unknown = unknown
    self.held = held
  }
}

/// Reminders that were not sent because the ledger says so.
public struct HeldCounts: Sendable, Equatable {
  /// The recipient was reminded already in this period.
  public internal(set) var alreadyReminded = 0
  /// Another run perhaps has reminded them in this period.
  public internal(set) var alreadyTried = 0

  package init(alreadyReminded: Int = 0, alreadyTried: Int = 0) {
    self.alreadyReminded = alreadyReminded
    self.alreadyTried = alreadyTried
  }
}

/// What became of one owner's reminder.
public struct OwnerResult: Sendable, Equatable {
  /// The owner.
  public let user: UserID
  /// The address; `nil` if the owner is unreachable.
  public let address: EmailAddress?
  /// The keys, oldest first.
  public let keys: [ResolvedKey]
  /// How it ended.
  public let outcome: DeliveryOutcome
  /// The id that the mail service gave the mail.
  public let messageID: String?
  /// Why the owner is unreachable; `nil` for every other outcome.
  public let unreachable: UnreachableReason?
  /// With a ledger: the days of the last reminder and the next one, when it held this one back, or
  /// that of the next one after a reminder that was sent.
  public let days: ReminderDays?
  /// How often the owner was reminded of each key, this mail included.
  public let histories: [LedgerKey: KeyHistory]

  package init(
    user: UserID, address: EmailAddress?, keys: [ResolvedKey], outcome: DeliveryOutcome,
    messageID: String?, unreachable: UnreachableReason? = nil, days: ReminderDays? = nil,
    histories: [LedgerKey: KeyHistory] = [:]
  ) {
    self.user = user
    self.address = address
    self.keys = keys
    self.outcome = outcome
    self.messageID = messageID
    self.unreachable = unreachable
    self.days = days
    self.histories = histories
  }
}
