// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import Testing
import TestSupport

@testable import KeyReminder

/// Seeing nobody is not the same as having nothing to do.
@Suite(.limited) struct SeeingNobodyTests {
  private func robots(_ names: String...) -> AccountSample {
    var account = AccountSample.stale(pages: [names])
    account.pages = [names.map { User(name: .sample($0), isConsoleUser: false) }]
    return account
  }

  @Test(
    "nobody listed is a warning that names the path, and nothing else is said",
    arguments: ["/", "/a/"])
  func nobodyListed(path: String) async throws {
    var policy = Policy.sample
    policy.pathPrefix = path
    policy.excludedUsers = ["ci-*"].compactMap(NamePattern.init)
    let run = try await AccountSample(pages: [[], []]).audit(policy: policy)
    #expect(run.report.warnings == [.nobodyListed(path: path)] && run.warned == run.warnings)
    #expect(run.report.isComplete && run.warnings[0].contains(path == "/" ? "account" : "/a/"))
  }

  @Test("nobody checked is a warning that says why, and whom another setting takes in")
  func nobodyChecked() async throws {
    var policy = Policy.sample
    policy.excludedUsers = ["ci-*"].compactMap(NamePattern.init)
    let run = try await robots("ci-1", "app", "web").audit(policy: policy)
    #expect(
      run.warnings == [
        "3 users listed, none checked: 2 never signed in to the console, 1 left out by name. USERS=all"
          + " or USERS=tagged takes in users who never sign in with a password."
      ])
    policy.audience = .all
    policy.excludedUsers = ["*"].compactMap(NamePattern.init)
    let excluded = try await robots("ci-1").audit(policy: policy)
    #expect(excluded.warnings == ["1 user listed, none checked: 1 left out by name."])
  }

  @Test("one user who was checked is enough, though their keys could not be read")
  func somebodyChecked() async throws {
    var account = robots("app")
    account.pages[0].append(.console("a@x.org"))
    #expect(try await account.audit().report.warnings == [])
    account.keyFaults["a@x.org"] = .failed(.sample)
    #expect(try await account.audit().report.warnings == [])
  }

  @Test("a list that the deadline cut off proves nothing")
  func cut() async throws {
    var policy = Policy.sample
    policy.excludedUsers = ["nobody"].compactMap(NamePattern.init)
    var account = robots("app")
    account.pageFaults = [1: .outOfTime()]
    #expect(try await account.audit(policy: policy).report.warnings == [])
    account.pageFaults = [0: .outOfTime()]
    #expect(try await account.audit(policy: policy).report.warnings == [])
  }

  static let patterns: [(excluded: String, path: String, warning: String?)] = [
    ("svc-*", "/", nil), ("SVC-1", "/", nil), ("*", "/", nil),
    ("ci-*", "/", "No user matches \"ci-*\" in EXCLUDE_USERS, so it leaves nobody out."),
    (
      "ci-*,svc-*", "/",
      "No user matches \"ci-*,svc-*\" in EXCLUDE_USERS, so it leaves nobody out."
        + " Spaces separate the patterns; this one has a comma in it."
    ),
    (
      "CI-*", "/a/",
      "No user under the path /a/ matches \"CI-*\" in EXCLUDE_USERS, so it leaves nobody out."
    ),
  ]

  @Test(
    "a pattern that matches nobody is a warning, above all one with a comma", arguments: patterns)
  func pattern(excluded: String, path: String, warning: String?) async throws {
    var policy = Policy.sample
    policy.pathPrefix = path
    policy.excludedUsers = ["a@x.org", excluded].compactMap(NamePattern.init)
    // The one that is matched on a later page, and by somebody who is left out for another reason.
    var account = AccountSample.stale(pages: [["b@x.org"], ["a@x.org"]])
    account.pages[1].append(User(name: "svc-1", isConsoleUser: false))
    policy.excludedUsers = ["a@x.org", excluded].compactMap(NamePattern.init)
    let run = try await account.audit(policy: policy)
    let expected = excluded == "*" ? ["3 users listed, none checked: 3 left out by name."] : []
    #expect(run.warnings == (warning.map { [$0] } ?? expected))
  }
}

/// A tag that nobody has is perhaps misspelt.
@Suite(.limited) struct UnusedTagTests {
  private func account(_ tags: [String: [UserTag]], owners: Int = 10) -> AccountSample {
    var account = AccountSample.stale(pages: [(1...owners).map { "u\($0)@x.org" }])
    account.tags = tags
    return account
  }

  private func warnings(
    _ account: AccountSample, email: TagKey? = nil, exclude: TagKey? = nil, include: TagKey? = nil
  ) async throws -> [KeyReminder.Warning] {
    let policy = Policy(
      alertAfterDays: 100, audience: include.map { .tagged($0) } ?? .all, pathPrefix: "/",
      excludeTag: exclude, addresses: AddressRule(tag: email))
    return try await account.audit(policy: policy).report.warnings
  }

  @Test("each tag that none of the owners has is named, with what that means")
  func nobody() async throws {
    let found = try await warnings(
      account([:]), email: "owner-mail", exclude: "no-reminder", include: "remind")
    #expect(
      found == [
        .unusedTag("owner-mail", .address, owners: 10),
        .unusedTag("no-reminder", .exemption, owners: 10),
        .unusedTag("remind", .audience, owners: 10),
      ])
    #expect(
      found.map(\.message) == [
        "No owner of stale keys (10 in all) has the tag owner-mail, which EMAIL_TAG names: no mail goes"
          + " where a tag says. Check how the tag is spelt.",
        "No owner of stale keys (10 in all) has the tag no-reminder, which EXCLUDE_TAG names: nobody is"
          + " exempt. Check how the tag is spelt.",
        "No owner of stale keys (10 in all) has the tag remind, which INCLUDE_TAG names: nobody is"
          + " reminded. Check how the tag is spelt.",
      ])
  }

  @Test("one owner who has it is enough, whatever it says and however it is spelt")
  func somebody() async throws {
    let tags = ["u2@x.org": [UserTag(key: "NO-reminder", value: "x")]]
    #expect(try await warnings(account(tags), exclude: "no-reminder") == [])
  }

  @Test("the template's own names are spelt correctly: an account may do without them")
  func usualNames() async throws {
    let none = account([:])
    #expect(try await warnings(none, email: "Email", exclude: "key-reminder:exempt") == [])
    var unreachable = AccountSample.stale(pages: [["a@x.org", "bo"]])
    #expect(
      try await warnings(unreachable, email: "email", exclude: "key-reminder:exempt")
        == [.unusedTag("email", .address, owners: 2)], "somebody would need it")
    unreachable.tags = ["a@x.org": [UserTag(key: "email", value: "c@x.org")]]
    #expect(try await warnings(unreachable, email: "email") == [])
  }

  @Test("of few owners it is no wonder, unless it keeps mails from people")
  func few() async throws {
    let few = account([:], owners: 9)
    #expect(try await warnings(few, email: "owner-mail", exclude: "no-reminder") == [])
    #expect(
      try await warnings(few, include: "remind") == [.unusedTag("remind", .audience, owners: 9)])
    let unreachable = AccountSample.stale(pages: [["bo"]])
    #expect(
      try await warnings(unreachable, email: "owner-mail")
        == [.unusedTag("owner-mail", .address, owners: 1)])
  }

  @Test("where tags were not read nobody knows, and of nobody nothing is said")
  func unread() async throws {
    var account = account([:])
    account.tagFaults = ["u1@x.org": .failed(.denied)]
    #expect(try await warnings(account, exclude: "no-reminder") == [])
    account = self.account([:], owners: 11)
    account.tagFaults = ["u1@x.org": .vanished]
    #expect(
      try await warnings(account, exclude: "no-reminder")
        == [.unusedTag("no-reminder", .exemption, owners: 10)])
    #expect(
      try await warnings(AccountSample(pages: [[.console("c@x.org")]]), exclude: "no-reminder")
        == [])
  }
}

/// Stale keys of users who never signed in.
@Suite(.limited) struct SkippedKeyTests {
  private static var policy: Policy {
    var policy = Policy.sample
    policy.countsSkipped = true
    policy.excludedUsers = ["svc-*"].compactMap(NamePattern.init)
    return policy
  }

  /// Two console users and five others: two stale keys, one and none, one whose name is left out, one
  /// who vanished.
  private static var account: AccountSample {
    var account = AccountSample.stale(pages: [["a@x.org"], ["b@x.org"]])
    let robots = ["two", "one", "none", "svc-1", "gone"]
    account.pages[0] += robots.map { User(name: .sample($0), isConsoleUser: false) }
    account.keys["two"] = [.aged(100, id: "AKIA1"), .aged(400, id: "AKIA2")]
    account.keys["one"] = [.aged(400, id: "AKIA3"), .aged(400, id: "AKIA4", status: .inactive)]
    account.keys["none"] = [.aged(99, id: "AKIA5")]
    account.keys["svc-1"] = [.aged(400, id: "AKIA6")]
    account.keyFaults = ["gone": .vanished]
    return account
  }

  @Test("they are counted beside all other figures, and nobody is mailed about them")
  func counted() async throws {
    let run = try await Self.account.audit(policy: Self.policy, admin: "admin@x.org")
    #expect(run.report.skippedKeys == SkippedKeys(stale: 3, owners: 2, unread: 0))
    var others = Self.policy
    others.countsSkipped = false
    let without = try await Self.account.audit(policy: others, admin: "admin@x.org")
    #expect(without.report.skippedKeys == nil && without.report.users == run.report.users)
    #expect(without.report.keys == run.report.keys && without.report.ages == run.report.ages)
    #expect(
      run.mailed.sorted() == without.mailed.sorted() && run.report.isComplete && run.warnings == [])
    let text = (run.texts.last ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("3 stale keys of 2 users who never signed in to the console"))
    #expect(run.keysRead.contains("two") && !run.keysRead.contains("svc-1"))
  }

  @Test("they are counted after the mails, to which they leave the time")
  func last() async throws {
    let calls = Transcript<String>()
    let meter = Meter { call, _ in
      calls.add(call)
      return true
    }
    _ = try await Self.account.audit(policy: Self.policy, maxConcurrency: 1, meter: meter)
    let order = calls.items.filter { ["keys two", "mail a@x.org", "mail b@x.org"].contains($0) }
    #expect(order.last == "keys two" && order.count == 3)
  }

  @Test(
    "what could not be read is unknown and no failure: each, or from the deadline on all",
    arguments: [(DirectoryError.failed(.sample), 1), (.failed(.denied), 1), (.outOfTime(), 4)])
  func unread(fault: DirectoryError, count: Int) async throws {
    var account = Self.account
    account.keyFaults["two"] = fault
    let run = try await account.audit(policy: Self.policy, maxConcurrency: 1)
    #expect(run.report.isComplete && run.report.skippedKeys?.unread == count)
    #expect(
      run.warned.count == 1 && run.warned[0].hasPrefix("The stale keys of \(count) of 4 users"))
    #expect(run.report.skippedKeys?.stale == (count == 1 ? 1 : 0))
  }
}
