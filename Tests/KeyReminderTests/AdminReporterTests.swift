// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Testing
import TestSupport

@testable import KeyReminder

@Suite(.limited) struct AdminReporterTests {
  private let admin = "admin@x.org"

  @Test func theAdminsAreMailedLastAndOnceAlsoAboutNothing() async throws {
    let many = AccountSample.stale(pages: [(0..<9).map { "u\($0)@x.org" }])
    let run = try await many.audit(admin: admin)
    #expect(run.mailed.last == admin && run.mailed.count == 10)
    #expect(run.report.adminReport == .sent && run.report.emails.sent == 9)
    let nothing = try await AccountSample(pages: [[]]).audit(admin: admin)
    #expect(nothing.mailed == [admin] && nothing.report.isComplete)
  }

  @Test("a dry run that nobody must forget is reported, and says whom it would have mailed")
  func configuredDryRun() async throws {
    let account = AccountSample.stale(pages: [["a@x.org", "bot", "nobody", "b@x.org"]])
    var tagged = account
    tagged.tags["bot"] = [UserTag(key: "email", value: "ravi@x.org")]
    var policy = Policy.sample
    policy.addresses.tag = "email"
    let run = try await tagged.audit(
      policy: policy, dryRun: true, reportsDryRun: true, admin: admin)
    #expect(run.mailed == [admin] && run.report.adminReport == .sent && run.report.isComplete)
    #expect(run.report.samples?.count == 3 && run.report.emails == EmailCounts())
    guard case .written(let mail)? = run.messages.last else { return #expect(Bool(false)) }
    #expect(mail.subject.hasPrefix("[dry run] "))
    let text = collapsing(mail.text)
    #expect(text.contains("Dry run. Nobody was mailed. 3 owners would have been"))
    #expect(text.contains("Who would have been mailed"))
    #expect(text.contains("a@x.org bot to ravi@x.org b@x.org"))
    let empty = try await AccountSample(pages: [[.console("c@x.org")]]).audit(
      dryRun: true, reportsDryRun: true, admin: admin)
    #expect(collapsing(empty.texts.last ?? "").contains("Nobody would have been. Owners hear"))
    let silent = try await tagged.audit(policy: policy, dryRun: true, admin: admin)
    #expect(silent.mailed.isEmpty && silent.report.adminReport == .dryRun)
    let nobody = try await tagged.audit(policy: policy, dryRun: true, reportsDryRun: true)
    #expect(nobody.mailed.isEmpty && nobody.report.adminReport == nil)
  }

  @Test func withoutAdminsNothingIsAskedForThem() async throws {
    let run = try await AccountSample.stale(pages: [["a@x.org"]]).audit()
    #expect(!run.asked.contains("root keys") && run.report.adminReport == nil)
  }

  @Test(
    "a report that was not sent is a failure",
    arguments: [
      (.rejected(.sample), .failed, "- adminReport Sample"),
      (.blocked(.sample), .failed, "- adminReport Sample"),
      (.unknown(.sample), .unknown, "- adminReport Sample"),
      (.outOfTime(), .failed, "- adminReport OutOfTime"),
    ] as [(MailerError, DeliveryOutcome, String)])
  func notSent(error: MailerError, outcome: DeliveryOutcome, failure: String) async throws {
    var account = AccountSample.stale(pages: [["a@x.org"]])
    account.mailFaults = [admin: error]
    let run = try await account.audit(admin: admin)
    #expect(run.report.adminReport == outcome && run.failures == [failure])
    #expect(!run.report.isComplete && run.report.emails.sent == 1 && run.observed.count == 1)
  }

  @Test("unreachable owners, failures and exempt users are listed")
  func told() async throws {
    var account = AccountSample.stale(pages: [["nobody", "a@x.org", "exempt@x.org", "b@x.org"]])
    account.mailFaults = ["b@x.org": .rejected(.sample)]
    account.tags = [
      "exempt@x.org": [UserTag(key: "exempt", value: "2027-03-01")],
      "a@x.org": [UserTag(key: "exempt", value: "next summer")],
    ]
    account.rootKeys = .success(true)
    var policy = Policy.sample
    policy.excludeTag = "exempt"
    let text = collapsing(try await account.audit(policy: policy, admin: admin).texts.last ?? "")
    for word in ["nobody", "b@x.org", "exempt@x.org", "2027-03-01", "next summer", "root"] {
      #expect(text.contains(word), "\(word)")
    }
  }

  @Test(
    "tags that were not read are failures, and nobody is called unreachable for them",
    arguments: [DirectoryError.outOfTime(), .failed(.denied), .failed(.sample)])
  func unreadTags(fault: DirectoryError) async throws {
    let names = (1...4).map { "u\($0)@x.org" }
    var account = AccountSample.stale(pages: [names + ["nobody"]])
    for name in names { account.tagFaults[name] = fault }
    var policy = Policy.sample
    policy.addresses.tag = "email"
    let run = try await account.audit(policy: policy, admin: admin)
    guard case .written(let mail)? = run.messages.last else { return #expect(Bool(false)) }
    #expect(mail.subject.hasSuffix(": 5 stale, 1 owner unreachable, 4 failures"))
    #expect(run.failures.count == 4 && run.report.unreachableOwners == 1)
    #expect(run.report.emails == EmailCounts(), "no mail of theirs was refused")
    let parts = collapsing(mail.text).split(
      separator: "What could not be done", omittingEmptySubsequences: false)
    #expect(parts.count == 2 && parts[0].contains("Owners nobody can reach"))
    for name in names { #expect(parts[1].contains(name) && !parts[0].contains(name)) }
  }

  @Test("an owner is overdue from the day on that the policy says", arguments: [400, 401])
  func overdue(after days: Int) async throws {
    let account = AccountSample.stale(pages: [["a@x.org"]])
    let policy = Policy(
      alertAfterDays: 100, overdueAfterDays: days, audience: .all, pathPrefix: "/")
    let text = try await account.audit(policy: policy, admin: admin).texts.last ?? ""
    #expect(text.contains("Overdue owners") == (days == 400))
  }

  @Test("root keys that are not known are a warning, not a failure")
  func rootKeys() async throws {
    var account = AccountSample.stale(pages: [["a@x.org"]])
    for fault in [DirectoryError.failed(.denied), .failed(.sample), .outOfTime(), .vanished] {
      account.rootKeys = .failure(fault)
      let run = try await account.audit(admin: admin)
      #expect(run.report.isComplete && run.warned.count == 1 && run.warnings == run.warned)
      #expect(run.mailed.count == 2)
    }
  }

  @Test(
    "46: the run warns of what SES will refuse before the first mail",
    arguments: [
      (SendingLimits(isSandbox: true), "sandbox"), (SendingLimits(isEnabled: false), "paused"),
      (SendingLimits(enforcement: "PROBATION"), "PROBATION"),
      (SendingLimits(leftToday: 2), "2 more mails today, and 3 are due"),
    ])
  func preflight(limits: SendingLimits, word: String) async throws {
    var account = AccountSample.stale(pages: [["a@x.org", "b@x.org"]])
    account.limits = .success(limits)
    let run = try await account.audit(admin: admin)
    #expect(run.report.warnings.count == 1 && run.warnings[0].contains(word))
    #expect(run.events.first == .warning(run.report.warnings[0]))
    #expect(run.mailed.count == 3 && run.report.isComplete, "SES decides, not the warning")
    #expect(collapsing(run.texts.last ?? "").contains(word))
  }

  @Test func sufficientOrUnknownLimitsGiveNoWarning() async throws {
    var account = AccountSample.stale(pages: [["a@x.org"]])
    for limits in [SendingLimits(isSandbox: false, isEnabled: true, leftToday: 1), SendingLimits()]
    {
      account.limits = .success(limits)
      #expect(try await account.audit().report.warnings == [])
    }
  }

  @Test func limitsThatMayNotBeReadAreAWarning() async throws {
    var account = AccountSample.stale(pages: [["a@x.org"]])
    account.limits = .failure(.denied)
    let run = try await account.audit()
    #expect(
      run.warnings == ["The sending limits of SES are unknown: \(ServiceFailure.denied.message)"])
    #expect(run.mailed == ["a@x.org"] && run.report.isComplete)
  }

  @Test("limits are not asked for when nobody wants to know them")
  func unwantedLimits() async throws {
    var account = AccountSample.stale(pages: [["a@x.org"]])
    account.limits = .failure(.denied)
    let run = try await account.audit(readsLimits: false)
    #expect(run.warnings == [] && run.mailed == ["a@x.org"] && run.report.isComplete)
  }

  @Test func limitsAreNotAskedForWhenNothingIsSent() async throws {
    var account = AccountSample(pages: [[.console("fresh@x.org")]])
    account.limits = .failure(.denied)
    #expect(try await account.audit().report.warnings == [])
  }

  private func collapsing(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
