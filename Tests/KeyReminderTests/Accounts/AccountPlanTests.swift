// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import TestSupport
import Testing

@testable import KeyReminder

@Suite("Which accounts are read", .limited) struct AccountPlanTests {
  private static let accounts = (1...4).map { number in
    Account(
      id: .numbered(number), name: nil, email: nil,
      state: number == 3 ? .other("SUSPENDED") : .active)
  }

  struct Row: Sendable, CustomStringConvertible {
    let description: String
    var included: [Int] = []
    var excluded: [Int] = []
    var only: [Int]?
    let read: [Int]
    let skipped: Int
    var failed: [String] = []
    var unmatched: [Int] = []
  }

  static let rows = [
    Row(description: "all that are in use", read: [1, 2, 4], skipped: 1),
    Row(description: "only some", included: [4, 2], read: [2, 4], skipped: 2),
    Row(description: "not some", excluded: [2], read: [1, 4], skipped: 2),
    Row(
      description: "left out and not there", excluded: [9], read: [1, 2, 4], skipped: 1,
      unmatched: [9]),
    Row(
      description: "wanted and not there", included: [1, 9], read: [1], skipped: 3,
      failed: ["9 NotInOrganization"]),
    Row(
      description: "wanted and suspended", included: [1, 3], read: [1], skipped: 2,
      failed: ["3 AccountNotActive"]),
    Row(description: "one for a trial", only: [4], read: [4], skipped: 3),
    Row(
      description: "a trial of what is gone", included: [1, 9], only: [9], read: [], skipped: 4,
      failed: ["9 NotInOrganization"]),
  ]

  @Test("8, 110, 127: of the organization", arguments: rows)
  func organization(row: Row) {
    let selection = AccountSelection(
      .organization([]), included: row.included.map(AccountID.numbered),
      excluded: row.excluded.map(AccountID.numbered), only: row.only?.map(AccountID.numbered))
    let plan = AccountPlan(Self.accounts, selection)
    #expect(plan.accounts.map(\.label.id) == row.read.map(AccountID.numbered))
    #expect(plan.skipped == row.skipped)
    #expect(plan.failures.map { "\($0.account?.id.number ?? "-") \($0.code)" } == row.failed)
    #expect(plan.failures.allSatisfy { $0.stage == .listAccounts && $0.user == nil })
    #expect(plan.unmatched == row.unmatched.map(AccountID.numbered))
    #expect(plan.listed == row.read.count + row.skipped + row.failed.count)
  }

  @Test func ofTheSettings() {
    let plan = AccountPlan([1, 2, 3].map(AccountID.numbered), only: [.numbered(2)])
    #expect(plan.accounts.map(\.label.id) == [.numbered(2)] && plan.skipped == 2)
  }

  @Test(arguments: [(1, true), (2, false), (3, true), (4, false)])
  func allowed(number: Int, isAllowed: Bool) {
    let selection = AccountSelection(
      .organization([]), included: [.numbered(1), .numbered(2), .numbered(3)],
      excluded: [.numbered(2)])
    #expect(selection.allows(.numbered(number)) == isAllowed)
    let listed = AccountSelection(.listed([.numbered(1), .numbered(3)]))
    #expect(listed.allows(.numbered(number)) == isAllowed)
  }
}
