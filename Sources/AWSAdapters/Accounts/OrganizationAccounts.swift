// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import HTTP
public import Identifiers
public import KeyReminder
import Organizations

/// AWS Organizations as the domain's organization.
///
/// Its limits are low and shared by all callers of the organization, so the pages are read one after
/// the other.
public struct OrganizationAccounts<Service: AWSCalling>: KeyReminder.Organization {
  private let organizations: Service
  private let deadline: Deadline

  /// Creates an organization whose calls end by `deadline`.
  public init(organizations: Service, deadline: Deadline) {
    self.organizations = organizations
    self.deadline = deadline
  }

  /// Every account, in whatever state, each once.
  ///
  /// Organizations says where each account is. Where it does not, the tree below the units is walked.
  public func accounts(
    in units: [OrganizationalUnitID]
  ) async throws(OrganizationError) -> [Account] {
    var listed = Accounts()
    try await read(ListAccounts(), of: nil) { listed.add($0) }
    guard !units.isEmpty else { return listed.all.map(Account.init) }
    guard listed.all.allSatisfy({ !$0.paths.isEmpty }) else { return try await walk(units) }
    for unit in units where !listed.all.contains(where: { $0.isWithin(unit) }) {
      try await check(unit)
    }
    return listed.all.filter { account in units.contains { account.isWithin($0) } }
      .map(Account.init)
  }

  /// Refuses a unit that does not exist. One that does may be empty.
  private func check(_ unit: OrganizationalUnitID) async throws(OrganizationError) {
    try await read(ListAccountsForParent(parent: unit.description), of: unit) { _ in }
  }

  private func walk(_ units: [OrganizationalUnitID]) async throws(OrganizationError) -> [Account] {
    var (found, seen) = (Accounts(), Set<String>())
    for unit in units {
      var parents = [unit.description]
      while let parent = parents.popLast() {
        guard seen.insert(parent).inserted else { continue }
        try await read(ListAccountsForParent(parent: parent), of: unit) { found.add($0) }
        try await read(ListOrganizationalUnitsForParent(parent: parent), of: unit) {
          parents.append($0)
        }
      }
    }
    return found.all.map(Account.init)
  }

  /// Reads all pages of a list.
  ///
  /// - Parameter unit: the unit that was asked for, directly or above the one that is read.
  private func read<Op: PagedOperation>(
    _ first: Op, of unit: OrganizationalUnitID?, _ take: (Op.Item) -> Void
  ) async throws(OrganizationError) {
    var pages = Paginator(first)
    do throws(AWSError) {
      while let page = try await pages.next(from: organizations, by: deadline) {
        for item in page { take(item) }
      }
    } catch {
      throw OrganizationError(error, unit)
    }
  }
}

/// Accounts in the order of the list, each once.
private struct Accounts {
  private(set) var all: [OrganizationAccount] = []
  private var ids: Set<AccountID> = []

  mutating func add(_ account: OrganizationAccount) {
    if ids.insert(account.id).inserted { all.append(account) }
  }
}

extension OrganizationAccount {
  fileprivate func isWithin(_ unit: OrganizationalUnitID) -> Bool {
    isWithin(unit.description) == true
  }
}

extension Account {
  fileprivate init(_ account: OrganizationAccount) {
    let state: State =
      switch account.state {
      case .other(let word): .other(word)
      // To leave an account out because nothing is known of it would be a smaller run in silence. If
      // it is not in use, it cannot be entered, and that is named.
      case .active, .unknown: .active
      }
    self.init(
      id: account.id, name: account.name.flatMap(AccountName.cleaned),
      email: account.email.flatMap { EmailAddress($0) }, state: state)
  }
}

extension OrganizationError {
  fileprivate init(_ error: AWSError, _ unit: OrganizationalUnitID?) {
    let failure = ServiceFailure(error, during: .listAccounts)
    switch error {
    case .deadline(let refusal):
      self = .outOfTime(after: ServiceFailure(untilDeadline: refusal, during: .listAccounts))
    case .service(let refusal) where refusal.code == "AWSOrganizationsNotInUseException":
      self = .noOrganization(failure)
    case .service(let refusal) where refusal.code == "ParentNotFoundException":
      self = unit.map { .noSuchUnit($0) } ?? .failed(failure)
    case .service where failure.isDenied: self = .denied(failure)
    default: self = .failed(failure)
    }
  }
}
