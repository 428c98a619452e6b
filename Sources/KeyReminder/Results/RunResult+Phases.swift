// SPDX-License-Identifier: Apache-2.0
import Identifiers

// Puts the result of a run together from the results of its phases.
extension RunResult {
  init(_ scan: AccountScan, _ owners: ResolvedOwners, _ delivery: DeliveryResults, _ run: RunNotes)
  {
    account = scan.account
    dryRun = run.dryRun
    alertAfterDays = run.alertAfterDays
    overdueAfterDays = run.overdueAfterDays
    users = scan.users
    for reason in owners.skipped { users.moveToSkipped(reason) }
    keys = KeyCounts(scan, owners)
    ages = scan.ages
    let notMailed = owners.unreachable.map(Entry.init) + owners.unread.map(Entry.init)
    let entries = (notMailed + delivery.results.flatMap(Entry.entries)).sorted {
      $0.index < $1.index
    }
    emails.held = run.hasLedger ? HeldCounts() : nil
    for result in delivery.results { emails.count(result) }
    for notice in run.accounts?.notices.values ?? [:].values { emails.count(notice) }
    self.owners = entries.map(\.result)
    failures = scan.failures + run.failures + entries.compactMap(\.failure)
    warnings = run.warnings + delivery.warnings
    exemptions = owners.exemptions
    invalidExemptions = owners.invalidExemptions
    accounts = run.accounts?.results(self.owners, overdueAfterDays: overdueAfterDays)
    rootHasKeys = accounts.map(\.rootHasKeys) ?? run.rootHasKeys
    samples = run.samples
    adminReport = run.adminReport
    skippedKeys = run.skippedKeys
    progress = run.progress
  }
}

/// What concerns the run as a whole, not one of its phases.
struct RunNotes {
  let dryRun: Bool
  let alertAfterDays: Int
  let overdueAfterDays: Int
  /// Whether runs are remembered.
  let hasLedger: Bool
  var failures: [Failure] = []
  var warnings: [Warning] = []
  /// `nil` when only the function's own account is looked at.
  var accounts: AccountsNotes?
  var rootHasKeys: Bool?
  var samples: [Message]?
  var adminReport: DeliveryOutcome?
  var skippedKeys: SkippedKeys?
  var progress: Progress?
}

/// An owner with the index that the list of users gave them.
private struct Entry {
  let index: Int
  let result: OwnerResult
  let failure: Failure?

  init(_ unreachable: UnreachableOwner) {
    let owner = unreachable.owner
    index = owner.index
    result = OwnerResult(
      user: owner.user, address: nil, keys: owner.keys, outcome: .unreachable, messageID: nil,
      unreachable: unreachable.reason)
    failure = nil
  }

  init(_ unread: UnreadOwner) {
    let owner = unread.owner
    index = owner.index
    result = OwnerResult(
      user: owner.user, address: nil, keys: owner.keys, outcome: .failed, messageID: nil)
    failure = Failure(owner.user, unread.failure)
  }

  private init(_ owner: ResolvedOwner, _ delivery: DeliveryResult) {
    index = owner.index
    result = OwnerResult(
      user: owner.user, address: delivery.group.recipient, keys: owner.keys,
      outcome: delivery.outcome, messageID: delivery.messageID, days: delivery.days,
      histories: delivery.histories)
    failure = delivery.failure.map { Failure(owner.user, $0) }
  }

  static func entries(_ delivery: DeliveryResult) -> [Entry] {
    delivery.group.owners.map { Entry($0.owner, delivery) }
  }
}

extension Failure {
  /// Why `user` was not mailed.
  init(_ user: UserID, _ failure: DeliveryFailure) {
    self.init(user: user, stage: failure.stage, cause: failure.cause)
  }
}

extension UserCounts {
  /// Counts a user who was checked as left out after all.
  fileprivate mutating func moveToSkipped(_ reason: SkipReason) {
    checked -= 1
    skip(reason)
  }
}

extension KeyCounts {
  fileprivate init(_ scan: AccountScan, _ owners: ResolvedOwners) {
    let all =
      owners.reachable.map(\.owner) + owners.unreachable.map(\.owner) + owners.unread.map(\.owner)
    let ages = all.flatMap { $0.keys.map(\.key.ageDays) } + scan.sharedKeys.map(\.ageDays)
    stale = ages.count
    oldestDays = ages.max() ?? 0
    unreadable = scan.unreadableKeys
  }
}
