// SPDX-License-Identifier: Apache-2.0
import Identifiers
import Testing
import TestSupport

@testable import KeyReminder

/// Owners to whom the mail service does not deliver.
@Suite(.limited) struct SuppressionsTests {
  private var account: AccountSample {
    var account = AccountSample.stale(pages: [["a@x.org", "B@x.org", "c@x.org"]])
    account.suppressions.add("b@X.org", cause: "BOUNCE")
    return account
  }

  @Test("52: an owner on the list is unreachable, in any case of letters, and in the list's order")
  func unreachable() async throws {
    let run = try await account.audit(maxConcurrency: 1, readsSuppressions: true)
    #expect(run.outcomes == ["a@x.org sent", "B@x.org unreachable", "c@x.org sent"])
    #expect(run.mailed == ["a@x.org", "c@x.org"])
    #expect(run.report.isComplete && run.warnings.isEmpty)
    #expect(run.report.owners[1].address == nil)
    #expect(
      run.suppressionsAsked.map { $0.map(\.description) } == [["a@x.org", "B@x.org", "c@x.org"]])
  }

  @Test func nobodyIsAskedForUnlessASettingSaysSo() async throws {
    let run = try await account.audit(admin: "admin@x.org")
    #expect(run.suppressionsAsked.isEmpty && run.report.emails.sent == 3)
    let empty = try await AccountSample(pages: [[]]).audit(readsSuppressions: true)
    #expect(empty.suppressionsAsked.isEmpty, "there is nobody to ask about")
  }

  @Test("52: an admin on the list is a warning, and the report is sent all the same")
  func admin() async throws {
    let run = try await account.audit(admin: "b@x.org d@x.org", readsSuppressions: true)
    #expect(
      run.warnings.count == 1
        && run.warnings[0].hasPrefix("SES does not deliver the report to b@x.org"))
    #expect(run.mailed.last == "b@x.org d@x.org")
  }

  @Test("52: what is not known is one warning, and what was found counts")
  func gap() async throws {
    var account = account
    for gap: Suppressions.Gap in [.failed(.denied), .tooLong(read: 20_000)] {
      account.suppressions.gap = gap
      let run = try await account.audit(maxConcurrency: 1, readsSuppressions: true)
      #expect(run.mailed == ["a@x.org", "c@x.org"] && run.report.isComplete)
      #expect(run.report.warnings == [.unknownSuppressions(gap)])
    }
  }

  @Test("owners of one suppressed address are all unreachable")
  func shared() async throws {
    var account = AccountSample.stale(pages: [["bot1", "bot2", "a@x.org"]])
    for bot in ["bot1", "bot2"] { account.tags[bot] = [UserTag(key: "email", value: "b@x.org")] }
    account.suppressions.add("b@x.org", cause: "COMPLAINT")
    let policy = Policy(
      alertAfterDays: 100, audience: .console, pathPrefix: "/", addresses: AddressRule(tag: "email")
    )
    let run = try await account.audit(policy: policy, readsSuppressions: true)
    #expect(run.outcomes == ["bot1 unreachable", "bot2 unreachable", "a@x.org sent"])
  }
}
