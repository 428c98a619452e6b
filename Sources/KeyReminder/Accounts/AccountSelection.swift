// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// Which accounts a run looks at, besides or instead of the function's own.
public struct AccountSelection: Sendable, Equatable {
  /// Where the accounts come from.
  public enum Source: Sendable, Equatable {
    /// The accounts of the organization, only those in these units if there are any.
    case organization([OrganizationalUnitID])
    /// These; at least one.
    case listed([AccountID])
  }

  /// Where the accounts come from.
  public let source: Source
  /// Only these of the organization; empty for all.
  public let included: [AccountID]
  /// These of the organization not.
  public let excluded: [AccountID]
  /// Only these, in this run; `nil` for no such limit.
  public var only: [AccountID]?

  /// Creates a selection.
  public init(
    _ source: Source, included: [AccountID] = [], excluded: [AccountID] = [],
    only: [AccountID]? = nil
  ) {
    self.source = source
    self.included = included
    self.excluded = excluded
    self.only = only
  }

  /// Whether the settings allow a run to look at `account`. Whether the organization has it is not
  /// known before it is asked.
  public func allows(_ account: AccountID) -> Bool {
    switch source {
    case .listed(let accounts): accounts.contains(account)
    case .organization:
      !excluded.contains(account) && (included.isEmpty || included.contains(account))
    }
  }
}

/// An account that is to be read.
public struct PlannedAccount: Sendable, Equatable {
  /// The account.
  public let label: AccountLabel
  /// The address of its owner; `nil` if unknown.
  public let email: EmailAddress?

  /// Plans an account.
  public init(label: AccountLabel, email: EmailAddress? = nil) {
    self.label = label
    self.email = email
  }
}

/// The accounts of a run.
struct AccountPlan: Sendable, Equatable {
  /// The accounts to be read, in the organization's order.
  private(set) var accounts: [PlannedAccount] = []
  /// Accounts that are not read, because of the settings or because they are not in use.
  private(set) var skipped = 0
  /// Accounts that are to be read and cannot.
  private(set) var failures: [Failure] = []
  /// Accounts that the settings leave out and that are not there.
  private(set) var unmatched: [AccountID] = []

  /// All that were listed or named.
  var listed: Int { accounts.count + skipped + failures.count }

  /// Plans the accounts that the settings name.
  init(_ accounts: [AccountID], only: [AccountID]?) {
    for id in accounts {
      if only?.contains(id) == false {
        skipped += 1
      } else {
        self.accounts.append(PlannedAccount(label: AccountLabel(id: id, name: nil)))
      }
    }
  }

  /// Chooses from the accounts of the organization.
  init(_ accounts: [Account], _ selection: AccountSelection) {
    let required = selection.only ?? selection.included
    for account in accounts {
      guard selection.allows(account.id), selection.only?.contains(account.id) ?? true else {
        skipped += 1
        continue
      }
      switch account.state {
      case .active:
        self.accounts.append(PlannedAccount(label: account.label, email: account.email))
      case .other(let state) where required.contains(account.id):
        fail(account.label, .accountNotActive(state))
      case .other: skipped += 1
      }
    }
    let listed = Set(accounts.map(\.id))
    for id in required where !listed.contains(id) {
      fail(AccountLabel(id: id, name: nil), .notInOrganization)
    }
    unmatched = selection.excluded.filter { !listed.contains($0) }
  }

  /// The same, with another name for one account.
  func naming(_ label: AccountLabel) -> AccountPlan {
    var plan = self
    plan.accounts = accounts.map { account in
      account.label.id == label.id
        ? PlannedAccount(label: label, email: account.email) : account
    }
    return plan
  }

  private mutating func fail(_ account: AccountLabel, _ cause: Failure.Cause) {
    failures.append(Failure(user: nil, account: account, stage: .listAccounts, cause: cause))
  }
}
