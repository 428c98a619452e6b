// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSJSON
import HTTP
import Identifiers
import Organizations

/// Bytes as Organizations' JSON.
struct OrganizationsInput {
  private let response: Response

  init(_ bytes: [UInt8]) { response = Response(status: 200, body: bytes) }

  func listAccounts() {
    check(try? ListAccounts().output(from: response))
    check(try? ListAccountsForParent(parent: "r-1").output(from: response))
  }

  private func check(_ page: Page<OrganizationAccount>?) {
    guard let page else { return }
    require(page.nextMarker != "", "a page that goes on says where")
    for account in page.items {
      require(AccountID(account.id.description) == account.id, "an account has an id")
      require(account.paths.isEmpty == (account.isWithin("r-1") == nil), "no path, no place")
    }
  }

  func listUnits() {
    let operation = ListOrganizationalUnitsForParent(parent: "r-1")
    guard let page = try? operation.output(from: response) else { return }
    require(page.nextMarker != "", "a page that goes on says where")
    require(page.items.allSatisfy { !$0.isEmpty }, "a unit has an id")
  }

  func describeOrganization() {
    guard let organization = try? DescribeOrganization().output(from: response) else { return }
    require(!organization.id.isEmpty, "an organization has an id")
  }
}
