// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Testing
import TestSupport

@testable import KeyReminder

@Suite(.limited) struct ScanCollectorTests {
  @Test("39: a user that two pages list is one user, and gets one mail")
  func repeatedUser() async throws {
    let run = try await AccountSample.stale(pages: [["a@x.org", "a@x.org"], ["a@x.org"]]).audit()
    #expect(run.mailed == ["a@x.org"] && run.report.isComplete)
    #expect(run.report.users == UserCounts(listed: 1, checked: 1, skipped: 0))
  }

  @Test(
    "39: neither of two users is mailed about a key that both have; their other keys are in the mails"
  )
  func sharedKey() async throws {
    var account = AccountSample.stale(pages: [["a@x.org", "b@x.org", "c@x.org"]])
    account.keys["a@x.org"] = [.aged(500, id: "AKIASHARED")]
    account.keys["b@x.org"] = [.aged(500, id: "AKIASHARED"), .aged(400, id: "AKIAOWN")]
    let run = try await account.audit()
    #expect(run.outcomes == ["b@x.org sent", "c@x.org sent"])
    #expect(run.report.owners[0].keys.map(\.id) == ["AKIAOWN"])
    #expect(
      run.failures == ["a@x.org listAccessKeys SharedKey", "b@x.org listAccessKeys SharedKey"])
    #expect(run.report.keys == KeyCounts(stale: 3, oldestDays: 500, unreadable: 0))
    #expect(run.report.failures.allSatisfy { !$0.message.contains("AKIASHARED") })
  }

  @Test("39: a key that is listed twice for its user is one key")
  func repeatedKey() async throws {
    var account = AccountSample.stale(pages: [["a@x.org"]])
    account.keys["a@x.org"] = [.aged(400, id: "AKIA1"), .aged(400, id: "AKIA1")]
    let run = try await account.audit()
    #expect(run.report.isComplete && run.report.keys.stale == 1)
    #expect(run.report.owners[0].keys.count == 1)
  }

  @Test("34: an active key of unknown age is reported; it is neither stale nor fresh")
  func unreadable() async throws {
    var account = AccountSample.stale(pages: [["a@x.org", "b@x.org"]])
    account.keys["a@x.org"] = [
      AccessKey(id: "AKIAUNREADABLE", status: .active, created: nil), .aged(-1, id: "AKIAFUTURE"),
      AccessKey(id: "AKIAINACTIVE", status: .inactive, created: nil), .aged(400, id: "AKIAOLD"),
    ]
    let run = try await account.audit()
    #expect(run.report.keys == KeyCounts(stale: 2, oldestDays: 400, unreadable: 2))
    #expect(run.report.owners[0].keys.map(\.id) == ["AKIAOLD"])
    #expect(
      run.failures == Array(repeating: "a@x.org listAccessKeys UnreadableCreateDate", count: 2))
    #expect(run.report.failures[0].message.contains("AKIA…ABLE"))
    #expect(run.report.users.checked == 2 && !run.report.isComplete)
  }

  @Test func keysAreToldOldestFirst() async throws {
    var account = AccountSample.stale(pages: [["a@x.org"]])
    account.keys["a@x.org"] = [
      .aged(200, id: "AKIA3"), .aged(300, id: "AKIA2"), .aged(812, id: "AKIA1"),
    ]
    let run = try await account.audit()
    #expect(run.report.owners[0].keys.map(\.ageDays) == [812, 300, 200])
    #expect(run.report.keys.oldestDays == 812)
  }
}
