// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import TestSupport
import Testing

@testable import KeyReminder

@Suite("A run over several accounts", .limited) struct AccountsAuditTests {
  @Test("a person with keys in several accounts gets one mail")
  func onePerson() async throws {
    let organization = OrganizationSample.stale([["a@x.org"], ["A@x.org", "b@x.org"], ["a@x.org"]])
    let run = try await organization.audit()
    #expect(run.mailed.sorted() == ["a@x.org", "b@x.org"])
    #expect(run.report.owners.map { $0.user.account?.number } == ["1", "2", "2", "3"])
    #expect(run.report.owners.allSatisfy { $0.outcome == .sent })
    #expect(run.report.emails.sent == 2 && run.report.keys.stale == 4)
    #expect(run.report.users.listed == 4 && run.report.isComplete && run.counts == [3, 3, 0, 0])
    #expect(
      run.entered.sorted { $0.description < $1.description } == (1...3).map(AccountID.numbered))
  }

  @Test("the tags of an account decide about its users alone")
  func tags() async throws {
    var organization = OrganizationSample.stale([["ana"], ["ana"], ["ana"]])
    organization.accounts[0].sample.tags = ["ana": [UserTag(key: "email", value: "ana@x.org")]]
    organization.accounts[1].sample.tags = ["ana": [UserTag(key: "email", value: "other@x.org")]]
    var policy = Policy.sample
    policy.addresses = AddressRule(tag: "email")
    let run = try await organization.audit(policy: policy)
    #expect(run.mailed.sorted() == ["ana@x.org", "other@x.org"])
    #expect(run.report.owners.map(\.outcome) == [.sent, .sent, .unreachable])
    #expect(run.warned.isEmpty, "the tag is used in some accounts")
  }

  static let faults: [(AccountError, String)] = [
    (.denied(.denied), "2 assumeRole AccessDenied"),
    (.deniedByOrganization(.denied), "2 assumeRole AccessDenied"),
    (.regionDisabled(.sample), "2 assumeRole Sample"),
    (.wrongAccount(nil), "2 assumeRole WrongAccount"),
    (.failed(.sample), "2 assumeRole Sample"), (.outOfTime(), "2 deadline OutOfTime"),
  ]

  @Test(
    "53, 54, 56, 60, 113, 115, 116: an account that cannot be entered is named, the others are mailed",
    arguments: faults)
  func notEntered(fault: AccountError, failure: String) async throws {
    var organization = OrganizationSample.stale([["a@x.org"], ["b@x.org"], ["c@x.org"]])
    organization.accounts[1].fault = fault
    let run = try await organization.audit()
    #expect(run.mailed.sorted() == ["a@x.org", "c@x.org"] && run.failures == [failure])
    #expect(run.report.failures[0].account?.name?.description == "account-2")
    #expect(!run.report.isComplete && run.counts == [3, 2, 0, 1])
    #expect(run.events.contains(.failure(run.report.failures[0])))
  }

  @Test(
    "a list of users that broke off keeps that account's owners from being mailed, and no other's")
  func brokenList() async throws {
    var organization = OrganizationSample.stale([["a@x.org"], ["a@x.org", "b@x.org"], ["c@x.org"]])
    organization.accounts[1].sample.pageFaults = [1: .failed(.denied)]
    let run = try await organization.audit()
    #expect(run.mailed.sorted() == ["a@x.org", "c@x.org"])
    #expect(run.failures == ["2 listUsers AccessDenied"] && run.counts == [3, 2, 0, 1])
    #expect(run.report.owners.map { $0.user.account?.number } == ["1", "3"])
  }

  @Test("116: an account that the deadline ends is named, and who was read is mailed")
  func lateList() async throws {
    var organization = OrganizationSample.stale([["a@x.org"], ["b@x.org"]])
    organization.accounts[1].sample.pageFaults = [1: .outOfTime()]
    let run = try await organization.audit()
    #expect(run.mailed.sorted() == ["a@x.org", "b@x.org"])
    #expect(run.failures == ["2 deadline OutOfTime"] && run.counts == [2, 1, 0, 1])
  }

  @Test("a failure of one user leaves the account scanned, and names both")
  func oneUser() async throws {
    var organization = OrganizationSample.stale([["a@x.org"], ["b@x.org", "c@x.org"]])
    organization.accounts[1].sample.keyFaults = ["b@x.org": .failed(.sample)]
    let run = try await organization.audit()
    #expect(run.mailed.sorted() == ["a@x.org", "c@x.org"])
    #expect(run.failures == ["2 listAccessKeys Sample"] && run.counts == [2, 2, 0, 0])
  }

  @Test("every account refused: the run fails, and nobody is mailed")
  func allRefused() async throws {
    var organization = OrganizationSample.stale([["a@x.org"], ["b@x.org"]])
    organization.accounts[0].sample.pageFaults = [0: .failed(.denied)]
    organization.accounts[1].fault = .denied(.denied)
    let error = await #expect(throws: RunError.self) { try await organization.audit() }
    #expect(error?.cause == .everyAccountFailed(2))
  }

  @Test("the only account refused: the run fails as with the function's own")
  func onlyOneRefused() async throws {
    var organization = OrganizationSample.stale([["a@x.org"]])
    organization.accounts[0].sample.pageFaults = [0: .failed(.denied)]
    let error = await #expect(throws: RunError.self) { try await organization.audit() }
    #expect(error?.stage == .listUsers && error?.cause == .service(.denied))
    #expect(error?.account?.id == .numbered(1))
  }

  @Test(
    "110, 112: without the list of accounts nothing is read",
    arguments: [
      .noOrganization(.sample), .denied(.denied), .failed(.sample), .outOfTime(),
    ] as [OrganizationError])
  func noList(fault: OrganizationError) async throws {
    var organization = OrganizationSample.stale([["a@x.org"]])
    organization.listFault = fault
    let error = await #expect(throws: RunError.self) { try await organization.audit() }
    #expect(error?.stage == .listAccounts)
  }

  @Test("128: no account at all is an error", arguments: [0, 1])
  func noAccounts(count: Int) async throws {
    let organization = OrganizationSample.stale(Array(repeating: ["a@x.org"], count: count))
    let selection = AccountSelection(.organization([]), excluded: [.numbered(1)])
    let error = await #expect(throws: RunError.self) { try await organization.audit(selection) }
    #expect(error?.cause == .noAccounts)
  }

  @Test("127: an account that was to be read and is gone is named, the others go on")
  func gone() async throws {
    let organization = OrganizationSample.stale([["a@x.org"]])
    let selection = AccountSelection(.organization([]), included: [.numbered(1), .numbered(9)])
    let run = try await organization.audit(selection)
    #expect(run.mailed == ["a@x.org"] && run.failures == ["9 listAccounts NotInOrganization"])
    #expect(run.counts == [2, 1, 0, 1])
  }

  @Test("an account that is named and left out is not entered")
  func excluded() async throws {
    let organization = OrganizationSample.stale([["a@x.org"], ["b@x.org"]])
    let selection = AccountSelection(.organization([]), excluded: [.numbered(2), .numbered(7)])
    let run = try await organization.audit(selection)
    #expect(run.mailed == ["a@x.org"] && run.entered == [.numbered(1)])
    #expect(run.counts == [2, 1, 1, 0] && run.warned.count == 1)
    #expect(run.warned[0].contains("000000000007"))
  }

  @Test("116: a slow account holds up no other, whatever the order")
  func slow() async throws {
    let organization = OrganizationSample.stale(
      (1...6).map { number in (0..<5).map { "u\($0)@\(number).org" } })
    // The first account's keys come after everything else.
    let others = (2...6).flatMap { number in (0..<5).map { "keys u\($0)@\(number).org" } }
    let meter = Meter { call, begun in
      !call.hasSuffix("@1.org") || !call.hasPrefix("keys") || others.allSatisfy(begun.contains)
    }
    let run = try await organization.audit(maxConcurrency: 4, meter: meter)
    #expect(run.report.emails.sent == 30)
  }

  @Test("the limit holds over all accounts", arguments: [1, 2, 5, 64])
  func limit(width: Int) async throws {
    let organization = OrganizationSample.stale(
      (0..<20).map { number in (0..<7).map { "u\($0)@\(number).org" } })
    let meter = Meter()
    let run = try await organization.audit(maxConcurrency: width, meter: meter)
    #expect(run.report.emails.sent == 140 && meter.peak <= width && run.entered.count == 20)
  }

  @Test("root keys are asked of each account for the admins, and what is unknown is said once")
  func rootKeys() async throws {
    var organization = OrganizationSample.stale([["a@x.org"], ["b@x.org"], []])
    organization.accounts[0].sample.rootKeys = .success(true)
    for index in 1...2 { organization.accounts[index].sample.rootKeys = .failure(.failed(.denied)) }
    let admins = ["admin@x.org"].compactMap { EmailAddress($0) }
    let run = try await organization.audit(rules: SendingRules(admins: admins))
    #expect(run.report.rootHasKeys == true && run.warned.count == 1)
    #expect(run.warned[0].contains("2 of 3 accounts"))
    #expect(run.report.accounts?.accounts.map(\.rootHasKeys) == [true, nil, nil])
  }

  @Test("the settings name the function's own account, an alias those without a name")
  func names() async throws {
    var organization = OrganizationSample.stale([["a@x.org"], ["b@x.org"]])
    organization.accounts[1].name = nil
    organization.accounts[1].sample.alias = .success(AccountName("dev"))
    let fixed = try await organization.audit(naming: .fixed(.sample("hub")))
    let names = { (run: OrganizationSample.Run) in
      run.report.accounts?.accounts.map { $0.label.name?.description }
    }
    #expect(names(fixed) == ["hub", nil])
    let alias = try await organization.audit(naming: .alias)
    #expect(names(alias) == ["account-1", "dev"])
  }

  @Test("keys of those left out are counted in every account")
  func skippedKeys() async throws {
    var organization = OrganizationSample.stale([[], []])
    for index in 0...1 {
      organization.accounts[index].sample.pages = [[User(name: "bot", isConsoleUser: false)]]
      organization.accounts[index].sample.keys = ["bot": [.aged(400, id: "AKIA\(index)")]]
    }
    var policy = Policy.sample
    policy.countsSkipped = true
    let run = try await organization.audit(policy: policy)
    #expect(run.report.skippedKeys == SkippedKeys(stale: 2, owners: 2, unread: 0))
  }

  @Test("the own address of each account hears of owners whom nobody can reach, once")
  func notices() async throws {
    var organization = OrganizationSample.stale([["ana"], ["bo", "cy"], ["d@x.org"], ["eve"]])
    organization.accounts[3].email = EmailAddress("aws@elsewhere.org")
    var policy = Policy.sample
    policy.recipientDomains = ["x.org"]
    let quiet = try await organization.audit(policy: policy)
    #expect(quiet.mailed == ["d@x.org"])
    let run = try await organization.audit(policy: policy, rules: SendingRules(mailsAccounts: true))
    #expect(run.mailed == ["d@x.org", "aws+1@x.org", "aws+2@x.org"])
    #expect(run.report.accounts?.accounts.map(\.notice) == [.sent, .sent, nil, nil])
    #expect(run.report.emails.sent == 3 && run.report.unreachableOwners == 4)
    let trial = try await organization.audit(
      policy: policy, rules: SendingRules(dryRun: true, mailsAccounts: true))
    #expect(trial.mailed.isEmpty)
    let many = try await organization.audit(
      policy: policy, rules: SendingRules(maxEmails: 1, mailsAccounts: true))
    #expect(many.mailed.count == 3)
    organization.mailing.mailFaults = ["aws+1@x.org": .rejected(.sample)]
    let broken = try await organization.audit(
      policy: policy, rules: SendingRules(mailsAccounts: true))
    #expect(broken.failures == ["1 accountNotice Sample"])
  }
}
