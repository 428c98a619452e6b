// SPDX-License-Identifier: Apache-2.0
import Identifiers
import Testing
import TestSupport
import UTC

@testable import KeyReminder

@Suite(.limited) struct ExemptionTests {
  /// The sample's day is 2026-05-30.
  @Test(
    "a tag exempts for ever, up to and including its day, or not at all",
    arguments: [
      ("", true), ("  ", true), ("true", true), ("TRUE", true), ("\u{A0}true\u{2003}", true),
      ("2026-05-30", true), ("2026-05-31", true), ("9999-12-31", true), ("2026-05-29", false),
      ("2020-02-29", false), ("false", false), ("yes", false), ("2027-02-29", false),
      ("2027-13-01", false), ("2027-00-10", false), ("27-03-01", false), ("2027-3-1", false),
      ("2027-03-01 ok", false), ("2027/03/01", false), ("+027-03-01", false),
    ])
  func value(value: String, isExempt: Bool) async throws {
    var account = AccountSample.stale(pages: [["a@x.org"]])
    account.tags = ["a@x.org": [UserTag(key: "Key-Reminder:Exempt", value: value)]]
    var policy = Policy.sample
    policy.excludeTag = "key-reminder:exempt"
    let run = try await account.audit(policy: policy)
    #expect(run.mailed.isEmpty == isExempt && run.report.isComplete)
    #expect(run.report.exemptions.map(\.userName) == (isExempt ? ["a@x.org"] : []))
    #expect(run.report.users.skippedBy[.exempt] == (isExempt ? 1 : 0))
    #expect(run.report.users.checked == (isExempt ? 0 : 1))
    #expect(run.report.keys.stale == (isExempt ? 0 : 1), "an exempt user's keys do not count")
  }

  @Test("an exemption names its last day")
  func until() async throws {
    var account = AccountSample.stale(pages: [["a@x.org", "b@x.org"]])
    account.tags = [
      "a@x.org": [UserTag(key: "x", value: "2027-03-01")],
      "b@x.org": [UserTag(key: "x", value: "")],
    ]
    var policy = Policy.sample
    policy.excludeTag = "x"
    account.pages[0].append(.console("c@x.org"))
    account.keys["c@x.org"] = [.aged(400, id: "AKIAC")]
    account.tags["c@x.org"] = [UserTag(key: "x", value: "soon")]
    let run = try await account.audit(policy: policy)
    #expect(run.report.invalidExemptions == [.init(user: .sample("c@x.org"), value: "soon")])
    #expect(run.report.exemptions.map(\.until?.description) == ["2027-03-01", nil])
  }

  @Test(
    "USERS=tagged: users with the tag, with any value but false",
    arguments: [("", true), ("true", true), ("x", true), ("false", false), (" False ", false)])
  func tagged(value: String, isIncluded: Bool) async throws {
    var account = AccountSample.stale(pages: [["a@x.org", "untagged@x.org"]])
    account.tags = ["a@x.org": [UserTag(key: "Remind", value: value)]]
    var policy = Policy.sample
    policy.audience = .tagged("remind")
    let run = try await account.audit(policy: policy)
    #expect(run.mailed == (isIncluded ? ["a@x.org"] : []))
    #expect(run.report.users.skippedBy[.notTagged] == (isIncluded ? 1 : 2))
  }

  @Test(
    arguments: [
      ("ana", "ana", true), ("ana", "Ana", true), ("ana", "anna", false), ("*", "", true),
      ("*", "anyone", true), ("svc-*", "svc-1", true), ("svc-*", "svc-", true),
      ("svc-*", "my-svc-1", false), ("*@x.org", "a@x.org", true), ("*@x.org", "a@x.org.uk", false),
      ("a*b*c", "abc", true), ("a*b*c", "a-c-b-c", true), ("a*b*c", "acb", false),
      ("a*a", "a", false), ("a**a", "aa", true), ("*a*", "bab", true), ("*a*", "bbb", false),
      ("a.b", "a-b", false), ("", "", false), ("*bot*bot", "bot", false),
    ])
  func pattern(pattern: String, name: String, isMatch: Bool) {
    #expect((NamePattern(pattern)?.matches(name) ?? false) == isMatch)
  }

  @Test(arguments: ["", "a b", "ana;ben", "é", "a?"])
  func noPattern(text: String) { #expect(NamePattern(text) == nil) }

  @Test func usersExcludedByNameAreNotReadFurther() async throws {
    var account = AccountSample.stale(pages: [["svc-1@x.org", "a@x.org"]])
    account.keyFaults = ["svc-1@x.org": .failed(.sample)]
    var policy = Policy.sample
    policy.excludedUsers = ["other", "SVC-*"].compactMap(NamePattern.init)
    let run = try await account.audit(policy: policy)
    #expect(run.mailed == ["a@x.org"] && run.report.isComplete)
    #expect(run.report.users == UserCounts(listed: 2, checked: 1, skipped: 1, by: .excluded))
  }
}
