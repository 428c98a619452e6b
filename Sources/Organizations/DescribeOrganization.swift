// SPDX-License-Identifier: Apache-2.0
public import AWSClient
import AWSJSON
public import Identifiers
public import JSON

/// Reads which organization the caller's account belongs to.
///
/// [DescribeOrganization](https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html)
/// fails with `AWSOrganizationsNotInUseException` when it belongs to none.
public struct DescribeOrganization: OrganizationsOperation {
  /// `DescribeOrganization`.
  public static let name = "DescribeOrganization"
  /// The organization.
  public typealias Output = Organization

  /// Asks about the caller's own organization.
  public init() {}

  /// Nothing.
  public func input() -> JSON { [:] }

  /// Reads the organization. A response without its management account is malformed.
  public func output(of body: JSON) throws(MalformedResponse) -> Organization {
    guard let organization = try body.member("Organization", { $0.object == nil ? nil : $0 }),
      let id = try organization.member("Id", \.string), !id.isEmpty
    else { throw MalformedResponse("there is no Organization with an Id") }
    let account = try organization.member("MasterAccountId", \.string).flatMap { AccountID($0) }
    guard let account else {
      throw MalformedResponse("MasterAccountId is not the id of an account")
    }
    return Organization(id: id, managementAccount: account)
  }
}

/// An organization.
public struct Organization: Sendable, Equatable {
  /// `o-…`
  public let id: String
  /// The account that pays, in which StackSets make no roles.
  public let managementAccount: AccountID

  /// Creates an organization.
  public init(id: String, managementAccount: AccountID) {
    self.id = id
    self.managementAccount = managementAccount
  }
}
