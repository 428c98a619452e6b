// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
import IAM
import Identifiers
import Testing
import TestSupport

@Suite(
  .limited,
  .enabled(if: Vectors.areHere, "../shared/vectors is not here and VECTORS names no other place"))
struct VectorTests {
  @Test("the operations read their vectors")
  func operations() throws {
    let users = try ListUsers().output(
      from: response(try Vectors.text("xml/responses/iam-list-users.xml")))
    #expect(users.items.map(\.userName.description) == ["Andrew", "Jackie"])
    let bob = try #require(UserName("Bob"))
    let keys = try ListAccessKeys(userName: bob).output(
      from: response(try Vectors.text("xml/responses/iam-list-access-keys.xml")))
    #expect(
      keys.items.map(\.accessKeyID.description) == ["AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE"])
    #expect(keys.items.map(\.status) == [.active, .inactive])
    #expect(keys.items.allSatisfy { $0.created == nil })
    #expect(users.nextMarker == nil && keys.nextMarker == nil)
    let summary = try GetAccountSummary().output(
      from: response(try Vectors.text("xml/responses/iam-get-account-summary.xml")))
    #expect(summary.rootHasAccessKeys == nil)
  }
}
