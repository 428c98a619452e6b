// SPDX-License-Identifier: Apache-2.0
import Identifiers

/// What was read of one account.
struct AccountReading: Sendable, Equatable {
  /// The account, when it is one of several.
  let account: PlannedAccount?
  var scan: AccountScan
  var owners = ResolvedOwners()
  /// Why its users are not known: it was not entered, or their list broke off. Nobody is mailed about
  /// its keys then.
  var refusal: RunError?
  /// Whether the root user has keys.
  var rootKeys = Lookup<Bool?>.notNeeded
  /// The account's alias.
  var alias = Lookup<AccountName?>.notNeeded

  init(_ scan: AccountScan, _ account: PlannedAccount? = nil) {
    self.scan = scan
    self.account = account
  }

  /// What people call the account.
  var label: AccountLabel? {
    guard case .read(let alias) = alias else { return account?.label }
    return account.map { AccountLabel(id: $0.label.id, name: $0.label.name ?? alias) }
  }

  /// Why it was not read to its end; `nil` if it was, whatever failed for single users.
  var failure: Failure? { refusal.map(Failure.init) ?? scan.failures.first { $0.user == nil } }

  /// Whether mails will name the account.
  var hasOwners: Bool { !owners.reachable.isEmpty || !owners.unreachable.isEmpty }
}

/// What was read of all accounts of a run.
struct RunReading: Sendable {
  /// All accounts taken together.
  private(set) var scan: AccountScan
  /// The owners of all accounts, account after account.
  private(set) var owners = ResolvedOwners()
  /// What a ledger's keys are compared with; empty without one.
  private(set) var evidence = KeyEvidence()
  /// The names of the accounts that have one; empty when only the function's own is looked at.
  private(set) var names: [AccountID: AccountName] = [:]
  /// Users whose keys are only to be counted.
  private(set) var uncounted: [(account: AccountID?, users: [UserName])] = []

  /// The function's own account.
  init(_ reading: consuming AccountReading) {
    scan = reading.scan
    owners = reading.owners
    uncounted = scan.uncounted.isEmpty ? [] : [(scan.account, scan.uncounted)]
    evidence.add(scan, owners)
  }

  /// Several accounts.
  ///
  /// - Parameter account: the function's own.
  init(_ readings: [AccountReading], _ account: AccountID?, _ policy: Policy) {
    scan = AccountScan(
      account: account, ages: policy.noAges,
      unmatchedPatterns: readings.first?.scan.unmatchedPatterns ?? [])
    for reading in readings { add(reading) }
  }

  private mutating func add(_ reading: AccountReading) {
    let before = scan.users.listed
    if let refusal = reading.refusal {
      scan.add(failure: Failure(refusal))
    } else {
      scan.add(reading.scan)
    }
    owners.add(reading.owners, after: before)
    evidence.add(reading.scan, reading.owners)
    if !reading.scan.uncounted.isEmpty {
      uncounted.append((reading.scan.account, reading.scan.uncounted))
    }
    if let label = reading.label { names[label.id] = label.name }
  }
}

extension AccountScan {
  /// Adds what was found in another account.
  fileprivate mutating func add(_ other: AccountScan) {
    let before = users.listed
    users.add(other.users)
    unreadableKeys += other.unreadableKeys
    ages.add(other.ages)
    owners += other.owners.map { owner in
      var moved = owner
      moved.index += before
      return moved
    }
    sharedKeys += other.sharedKeys
    failures += other.failures
    unmatchedPatterns.removeAll { !other.unmatchedPatterns.contains($0) }
  }

  fileprivate mutating func add(failure: Failure) {
    failures.append(failure)
    unmatchedPatterns = []
  }
}

extension UserCounts {
  fileprivate mutating func add(_ other: UserCounts) {
    listed += other.listed
    checked += other.checked
    skippedBy.merge(other.skippedBy, uniquingKeysWith: +)
  }
}

extension ResolvedOwners {
  /// Adds the owners of another account, whose first user follows after so many.
  fileprivate mutating func add(_ other: ResolvedOwners, after count: Int) {
    reachable += other.reachable.map {
      ReachableOwner(owner: $0.owner.moved(by: count), address: $0.address, source: $0.source)
    }
    unreachable += other.unreachable.map {
      UnreachableOwner(owner: $0.owner.moved(by: count), reason: $0.reason)
    }
    unread += other.unread.map {
      UnreadOwner(owner: $0.owner.moved(by: count), failure: $0.failure)
    }
    skipped += other.skipped
    exemptions += other.exemptions
    invalidExemptions += other.invalidExemptions
    warnings += other.warnings
    survey.add(other.survey)
  }
}

extension ResolvedOwner {
  fileprivate func moved(by count: Int) -> ResolvedOwner {
    var moved = self
    moved.index += count
    return moved
  }
}
