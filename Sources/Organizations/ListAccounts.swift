// SPDX-License-Identifier: Apache-2.0
public import AWSClient
import AWSJSON
public import JSON

/// Lists the accounts of the organization, a page of at most 20 at a time.
///
/// [ListAccounts](https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html)
/// may be called from the management account and from that of a delegated administrator. A page may
/// be empty and have others behind it.
public struct ListAccounts: OrganizationsOperation, PagedOperation {
  /// `ListAccounts`.
  public static let name = "ListAccounts"
  /// An account.
  public typealias Item = OrganizationAccount

  private var token: String?

  /// Lists the first page.
  public init() {}

  /// Lists the page at `token`.
  public func continued(at token: String) -> ListAccounts {
    var next = self
    next.token = token
    return next
  }

  /// What is asked.
  public func input() -> JSON { .page(at: token) }

  /// Reads a page.
  public func output(of body: JSON) throws(MalformedResponse) -> Page<OrganizationAccount> {
    try body.page("Accounts", OrganizationAccount.init)
  }
}

/// Lists the accounts that are in a unit or root itself, not those in units below it.
///
/// [ListAccountsForParent](https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html)
/// fails with `ParentNotFoundException` when the organization does not have it.
public struct ListAccountsForParent: OrganizationsOperation, PagedOperation {
  /// `ListAccountsForParent`.
  public static let name = "ListAccountsForParent"
  /// An account.
  public typealias Item = OrganizationAccount

  private let parent: String
  private var token: String?

  /// Lists the first page of the accounts in `parent`, `ou-…` or `r-…`.
  public init(parent: String) { self.parent = parent }

  /// Lists the page at `token`.
  public func continued(at token: String) -> ListAccountsForParent {
    var next = self
    next.token = token
    return next
  }

  /// What is asked.
  public func input() -> JSON { .page(at: token, of: parent) }

  /// Reads a page.
  public func output(of body: JSON) throws(MalformedResponse) -> Page<OrganizationAccount> {
    try body.page("Accounts", OrganizationAccount.init)
  }
}

/// Lists the units that are directly below a unit or root.
///
/// [ListOrganizationalUnitsForParent](https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOrganizationalUnitsForParent.html)
/// fails with `ParentNotFoundException` when the organization does not have it.
public struct ListOrganizationalUnitsForParent: OrganizationsOperation, PagedOperation {
  /// `ListOrganizationalUnitsForParent`.
  public static let name = "ListOrganizationalUnitsForParent"
  /// A unit's id, `ou-…`.
  public typealias Item = String

  private let parent: String
  private var token: String?

  /// Lists the first page of the units below `parent`, `ou-…` or `r-…`.
  public init(parent: String) { self.parent = parent }

  /// Lists the page at `token`.
  public func continued(at token: String) -> ListOrganizationalUnitsForParent {
    var next = self
    next.token = token
    return next
  }

  /// What is asked.
  public func input() -> JSON { .page(at: token, of: parent) }

  /// Reads a page.
  public func output(of body: JSON) throws(MalformedResponse) -> Page<String> {
    try body.page("OrganizationalUnits") { unit throws(MalformedResponse) in
      guard let id = try unit.member("Id", \.string), !id.isEmpty else {
        throw MalformedResponse("an organizational unit has no Id")
      }
      return id
    }
  }
}

extension JSON {
  /// What asks for a page of a list.
  ///
  /// - Parameter parent: what the list is of; `nil` for the organization.
  fileprivate static func page(at token: String?, of parent: String? = nil) -> JSON {
    [
      "ParentId": parent.map(JSON.string), "NextToken": token.map(JSON.string),
      "MaxResults": .integer(20),
    ]
  }

  /// A page of the list called `name`. A response without it is not an empty page.
  fileprivate func page<Item: Sendable>(
    _ name: String, _ read: (JSON) throws(MalformedResponse) -> Item
  ) throws(MalformedResponse) -> Page<Item> {
    guard let items = try member(name, \.array) else {
      throw MalformedResponse("there are no \(name)")
    }
    let token = try member("NextToken", \.string)
    return Page(items: try items.map(read), nextMarker: token.flatMap { $0.isEmpty ? nil : $0 })
  }
}
