// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Testing
import TestSupport

@testable import KeyReminder

@Suite(.limited) struct AuditTests {
  @Test func everyOwnerOfAStaleKeyGetsOneMail() async throws {
    var account = AccountSample.stale(pages: [["b@x.org", "fresh@x.org"], [], ["a@x.org"]])
    account.keys["fresh@x.org"] = [
      .aged(99, id: "AKIA1"), .aged(900, id: "AKIA2", status: .inactive),
    ]
    let run = try await account.audit()
    #expect(run.mailed.sorted() == ["a@x.org", "b@x.org"])
    #expect(run.outcomes == ["b@x.org sent", "a@x.org sent"])
    #expect(run.report.isComplete && run.failures == [])
    #expect(run.report.users == UserCounts(listed: 3, checked: 3, skipped: 0))
    #expect(run.report.keys == KeyCounts(stale: 2, oldestDays: 400, unreadable: 0))
    #expect(run.report.emails == EmailCounts(sent: 2, failed: 0, unknown: 0))
    #expect(run.report.owners[0].messageID == "id of b@x.org")
  }

  @Test func anEmptyAccountIsACompleteRun() async throws {
    let run = try await AccountSample(pages: [[], []]).audit()
    #expect(run.report.isComplete && run.report.users.listed == 0 && run.mailed.isEmpty)
    #expect(run.report.warnings == [.nobodyListed(path: "/")])
  }

  @Test(arguments: [Audience.console, .all])
  func usersOutsideTheAudienceAreSkippedAndNotReadFurther(audience: Audience) async throws {
    var account = AccountSample.stale(pages: [["a@x.org"]])
    account.pages[0].append(User(name: "robot@x.org", isConsoleUser: false))
    account.keyFaults["robot@x.org"] = .failed(.sample)
    var policy = Policy.sample
    policy.audience = audience
    let run = try await account.audit(policy: policy)
    #expect(run.report.users.skipped == (audience == .console ? 1 : 0))
    #expect(run.failures == (audience == .console ? [] : ["robot@x.org listAccessKeys Sample"]))
    #expect(run.mailed == ["a@x.org"])
  }

  @Test(
    "a failure in the list of users is an error: no more keys are read, and nobody is mailed",
    arguments: [0, 1, 2], [DirectoryError.failed(.sample), .failed(.denied), .vanished])
  func brokenList(page: Int, fault: DirectoryError) async throws {
    var account = AccountSample.stale(pages: [["a@x.org", "b@x.org"], ["c@x.org"], ["d@x.org"]])
    account.pageFaults = [page: fault]
    let calls = Transcript<String>()
    let meter = Meter { call, _ in
      calls.add(call)
      return true
    }
    let error = await #expect(throws: RunError.self) {
      try await account.audit(admin: "admin@x.org", maxConcurrency: 1, meter: meter)
    }
    #expect(
      error?.cause
        == (fault == .vanished
          ? .noUserList : .service(fault == .failed(.denied) ? .denied : .sample)))
    #expect(calls.items.allSatisfy { $0.hasPrefix("page") } && calls.items.count == page + 1)
  }

  @Test("a list of users that the deadline ends is told, and who was read is mailed")
  func lateList() async throws {
    var account = AccountSample.stale(pages: [["a@x.org"], ["b@x.org"]])
    account.pageFaults = [1: .outOfTime()]
    let run = try await account.audit()
    #expect(run.mailed == ["a@x.org"] && !run.report.isComplete)
    #expect(run.failures == ["- deadline OutOfTime"])
  }

  @Test("26: a user who was deleted meanwhile is skipped, without a failure")
  func vanished() async throws {
    var account = AccountSample.stale(pages: [["a@x.org", "gone@x.org", "c@x.org"]])
    account.keyFaults = ["gone@x.org": .vanished]
    let run = try await account.audit()
    #expect(run.report.users == UserCounts(listed: 3, checked: 2, skipped: 1, by: .vanished))
    #expect(run.report.isComplete && run.mailed.sorted() == ["a@x.org", "c@x.org"])
  }

  @Test("96: one user's failure stops nobody else")
  func oneFailure() async throws {
    var account = AccountSample.stale(pages: [["a@x.org", "b@x.org"], ["no address", "d@x.org"]])
    account.keyFaults = ["a@x.org": .failed(.sample)]
    account.mailFaults = ["b@x.org": .rejected(.sample)]
    let run = try await account.audit()
    #expect(run.outcomes == ["b@x.org failed", "no address unreachable", "d@x.org sent"])
    #expect(
      run.failures == ["a@x.org listAccessKeys Sample", "b@x.org sendEmail Sample"])
    #expect(run.report.users.checked == 4)
  }

  @Test("86: whom the time did not suffice for is named, the others are mailed")
  func outOfTime() async throws {
    var account = AccountSample.stale(pages: [["a@x.org", "b@x.org", "c@x.org"]])
    account.pageFaults = [1: .outOfTime()]
    account.keyFaults = ["b@x.org": .outOfTime()]
    account.mailFaults = ["c@x.org": .outOfTime()]
    let run = try await account.audit()
    #expect(run.mailed == ["a@x.org"] && !run.report.isComplete)
    #expect(
      run.failures == [
        "b@x.org deadline OutOfTime", "- deadline OutOfTime", "c@x.org deadline OutOfTime",
      ])
    #expect(run.report.users == UserCounts(listed: 3, checked: 2, skipped: 0))
    #expect(run.report.emails == EmailCounts(sent: 1, failed: 1, unknown: 0))
  }

  @Test("27: what was throttled until the deadline says so, wherever it was")
  func throttled() async throws {
    let names = ["keys@x.org", "tags@x.org", "use@x.org", "mail@x.org"]
    var account = AccountSample.stale(pages: [names, []])
    let refusal = ServiceFailure.Refusal(
      kind: .throttled, code: "Throttling", message: "Rate exceeded")
    let slow = ServiceFailure(step: .listUsers, problem: .refusedUntilDeadline(refusal))
    account.pageFaults = [1: .outOfTime(after: slow)]
    account.keyFaults = ["keys@x.org": .outOfTime(after: slow)]
    account.tagFaults = ["tags@x.org": .outOfTime(after: slow)]
    account.useFaults = ["AKIAuse@x.org": .outOfTime(after: slow)]
    account.rootKeys = .failure(.outOfTime(after: slow))
    account.mailFaults = [
      "mail@x.org": .outOfTime(after: slow), "admin@x.org": .outOfTime(after: slow),
    ]
    var policy = Policy.sample
    policy.excludeTag = "exempt"
    let run = try await account.audit(policy: policy, admin: "admin@x.org")
    #expect(
      run.failures == [
        "keys@x.org deadline Throttling", "- deadline Throttling", "- adminReport Throttling",
        "tags@x.org deadline Throttling", "mail@x.org deadline Throttling",
      ])
    #expect(run.mailed == ["use@x.org"] && run.warnings.count == 2)
    for text in run.report.failures.map(\.message) + run.warnings {
      #expect(text.hasSuffix(": \(slow.message)"), "\(text)")
    }
  }

  @Test("87: a run without any time reports that it did nothing")
  func noTime() async throws {
    var account = AccountSample.stale(pages: [["a@x.org"]])
    account.pageFaults = [0: .outOfTime()]
    let run = try await account.audit()
    #expect(run.failures == ["- deadline OutOfTime"] && run.mailed.isEmpty)
  }

  @Test func failuresComeInTheDirectorysOrder() async throws {
    let names = (0..<40).map { "user\($0)@x.org" }
    var account = AccountSample.stale(pages: [Array(names[..<20]), Array(names[20...])])
    for name in names { account.keyFaults[name] = .failed(.sample) }
    // The last users' keys are returned first.
    let meter = Meter { call, begun in
      call != "keys user0@x.org" || begun.contains("keys user39@x.org")
    }
    let run = try await account.audit(meter: meter)
    #expect(run.report.failures.map(\.userName) == names)
  }

  @Test func theResultHasEveryOwner() async throws {
    let names = (0..<1001).map { "user\($0)@x.org" }
    let run = try await AccountSample.stale(pages: [names]).audit()
    #expect(run.report.owners.map(\.userName) == names && run.report.emails.sent == 1001)
  }

  @Test("an unknown account is a warning, and no mail names one")
  func unknownAccount() async throws {
    let run = try await AccountSample.stale(pages: [["a@x.org"]]).audit(account: nil)
    #expect(
      run.report.warnings == [.unknownAccount] && run.events.first == .warning(.unknownAccount))
    #expect(run.report.account == nil && run.report.isComplete && run.mailed == ["a@x.org"])
    #expect(!run.texts.joined().contains("unknown"))
  }
}

extension UserCounts {
  init(listed: Int, checked: Int, skipped: Int, by reason: SkipReason = .excluded) {
    self.init()
    (self.listed, self.checked) = (listed, checked)
    skippedBy[reason] = skipped
  }
}
