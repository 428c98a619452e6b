// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// What became of the accounts of a run that looks at several.
public struct AccountResults: Sendable, Equatable {
  /// Accounts that are not read, because of the settings or because they are not in use.
  public let skipped: Int
  /// All others, in the organization's order; then those that could not be found.
  public internal(set) var accounts: [AccountResult]

  /// Accounts that were listed or named.
  public var listed: Int { accounts.count + skipped }
  /// Accounts whose users were all listed and checked.
  public var scanned: Int { accounts.count { $0.failure == nil } }
  /// Accounts that were not read to their end.
  public var failed: Int { accounts.count - scanned }

  /// Whether the root user of any account has keys; `nil` if that is not known of all, and none has.
  public var rootHasKeys: Bool? {
    if accounts.contains(where: { $0.rootHasKeys == true }) { return true }
    return accounts.allSatisfy { $0.rootHasKeys == false } ? false : nil
  }

  package init(skipped: Int, accounts: [AccountResult]) {
    self.skipped = skipped
    self.accounts = accounts
  }
}

/// What became of one of several accounts.
public struct AccountResult: Sendable, Equatable {
  /// The account.
  public let label: AccountLabel
  /// The address of its owner; `nil` if unknown.
  public let email: EmailAddress?
  /// Why it was not read to its end; `nil` if it was, whatever failed for single users.
  public let failure: Failure?
  /// How many users were listed.
  public let users: Int
  /// Whether the root user has keys; `nil` if not looked up or unknown.
  public let rootHasKeys: Bool?
  /// Active keys at or above the threshold.
  public internal(set) var staleKeys: Int
  /// Stale keys that are overdue.
  public internal(set) var overdueKeys = 0
  /// The age of the oldest stale key in whole days; 0 when none is stale.
  public internal(set) var oldestDays: Int
  /// Owners without a usable address.
  public internal(set) var unreachableOwners = 0
  /// What became of the mail to the account's own address about those owners; `nil` if there was none.
  public internal(set) var notice: DeliveryOutcome?

  package init(
    label: AccountLabel, email: EmailAddress?, failure: Failure? = nil, users: Int = 0,
    rootHasKeys: Bool? = nil, staleKeys: Int = 0, overdueKeys: Int = 0, oldestDays: Int = 0,
    unreachableOwners: Int = 0, notice: DeliveryOutcome? = nil
  ) {
    self.label = label
    self.email = email
    self.failure = failure
    self.users = users
    self.rootHasKeys = rootHasKeys
    self.staleKeys = staleKeys
    self.overdueKeys = overdueKeys
    self.oldestDays = oldestDays
    self.unreachableOwners = unreachableOwners
    self.notice = notice
  }

  mutating func add(_ owner: OwnerResult, overdueAfterDays: Int) {
    let ages = owner.keys.map(\.key.ageDays)
    staleKeys += ages.count
    overdueKeys += ages.count { $0 >= overdueAfterDays }
    oldestDays = max(oldestDays, ages.max() ?? 0)
    unreachableOwners += owner.outcome == .unreachable ? 1 : 0
  }
}

/// What is known of the accounts of a run before anybody is mailed.
struct AccountsNotes: Sendable {
  private let skipped: Int
  private let accounts: [AccountResult]
  /// What became of the mails to accounts' own addresses.
  var notices: [AccountID: DeliveryOutcome] = [:]

  init(_ plan: AccountPlan, _ readings: [AccountReading]) {
    skipped = plan.skipped
    let read = readings.compactMap { AccountResult($0) }
    let missing = plan.failures.compactMap { failure in
      failure.account.map { AccountResult(label: $0, email: nil, failure: failure) }
    }
    accounts = read + missing
  }

  /// The accounts with what became of their owners.
  func results(_ owners: [OwnerResult], overdueAfterDays: Int) -> AccountResults {
    var accounts = accounts
    let places = Dictionary(
      accounts.enumerated().map { ($1.label.id, $0) }, uniquingKeysWith: { first, _ in first })
    for owner in owners {
      guard let place = owner.user.account.flatMap({ places[$0] }) else { continue }
      accounts[place].add(owner, overdueAfterDays: overdueAfterDays)
    }
    for (account, outcome) in notices {
      if let place = places[account] { accounts[place].notice = outcome }
    }
    return AccountResults(skipped: skipped, accounts: accounts)
  }
}

extension AccountResult {
  /// The account without its owners: they are added.
  fileprivate init?(_ reading: AccountReading) {
    guard let account = reading.account, let label = reading.label else { return nil }
    let shared = reading.refusal == nil ? reading.scan.sharedKeys.map(\.ageDays) : []
    let rootHasKeys: Bool? = if case .read(let hasKeys) = reading.rootKeys { hasKeys } else { nil }
    self.init(
      label: label, email: account.email, failure: reading.failure,
      users: reading.scan.users.listed, rootHasKeys: rootHasKeys,
      staleKeys: shared.count, oldestDays: shared.max() ?? 0)
  }
}
