// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import JSON
import Testing
import TestSupport
import UTC

@testable import KeyReminder

@Suite(.limited) struct OwnerLookupTests {
  private let addressed = Policy(
    alertAfterDays: 100, audience: .all, pathPrefix: "/", excludeTag: "exempt",
    addresses: AddressRule(tag: "email", domain: "corp.example"))

  private func account(_ names: String..., tags: [UserTag] = []) -> AccountSample {
    var account = AccountSample.stale(pages: [names])
    account.tags = Dictionary(uniqueKeysWithValues: names.map { ($0, tags) })
    return account
  }

  @Test func withoutAVariableThatNeedsThemNoTagIsRead() async throws {
    let run = try await account("a@x.org").audit()
    #expect(run.asked == ["use AKIAa@x.org"] && run.warnings == [])
  }

  @Test func onlyOwnersOfStaleKeysAreAskedAbout() async throws {
    var account = account("a@x.org", "fresh@x.org")
    account.keys["fresh@x.org"] = [.aged(1, id: "AKIAFRESH")]
    let run = try await account.audit(policy: addressed)
    #expect(run.asked == ["tags a@x.org", "use AKIAa@x.org"])
  }

  @Test(
    "32: an owner whose tags were not read is reported, not mailed and not exempt",
    arguments: [
      (.failed(.denied), "bo listUserTags AccessDenied"),
      (.failed(.sample), "bo listUserTags Sample"), (.outOfTime(), "bo deadline OutOfTime"),
    ] as [(DirectoryError, String)])
  func unreadTags(fault: DirectoryError, failure: String) async throws {
    var account = account("bo", "a@x.org")
    account.tagFaults = ["bo": fault]
    let run = try await account.audit(policy: addressed)
    #expect(run.mailed == ["a@x.org"] && run.failures == [failure] && !run.report.isComplete)
    #expect(run.outcomes == ["bo failed", "a@x.org sent"] && run.report.owners[0].to == nil)
    #expect(run.report.users.skipped == 0 && run.report.keys.stale == 2)
    #expect(!run.asked.contains("use AKIAbo"))
  }

  @Test("26: a user or a key that was deleted after it was listed is left out")
  func vanished() async throws {
    var account = account("a@x.org", "b@x.org", "c@x.org")
    account.keys["c@x.org"] = [.aged(300, id: "AKIA1"), .aged(200, id: "AKIA2")]
    account.tagFaults = ["a@x.org": .vanished]
    account.useFaults = ["AKIAb@x.org": .vanished, "AKIA1": .vanished]
    let run = try await account.audit(policy: addressed)
    #expect(run.mailed == ["c@x.org"] && run.report.isComplete && run.warnings == [])
    #expect(run.report.owners[0].keys.map(\.id) == ["AKIA2"])
    #expect(run.report.users == UserCounts(listed: 3, checked: 1, skipped: 2, by: .vanished))
    #expect(run.report.keys == KeyCounts(stale: 1, oldestDays: 200, unreadable: 0))
  }

  @Test("without a wish for last uses nobody asks for them, and that is no warning")
  func unwantedUses() async throws {
    var account = AccountSample.stale(pages: [["a@x.org"]])
    account.useFault = .failed(.denied)
    var policy = Policy.sample
    policy.readsLastUse = false
    let run = try await account.audit(policy: policy)
    #expect(run.asked.isEmpty && run.report.warnings == [] && run.report.isComplete)
    #expect(run.report.owners.first?.keys.map(\.use) == [.unknown])
    #expect(run.mailed == ["a@x.org"])
  }

  @Test("a last use that may not be asked for is asked for once, and warned of once")
  func deniedUse() async throws {
    var account = AccountSample.stale(pages: [(0..<20).map { "user\($0)@x.org" }])
    account.useFault = .failed(.denied)
    let run = try await account.audit(maxConcurrency: 8)
    #expect(run.asked == ["use AKIAuser0@x.org"])
    #expect(run.mailed.count == 20 && run.report.isComplete && run.failures == [])
    let warning =
      "The last use of 20 of 20 stale keys is unknown: \(ServiceFailure.denied.message)"
    #expect(run.warnings == [warning] && run.warned == [warning])
    #expect(run.report.owners.allSatisfy { $0.keys[0].advice == .rotate })
    #expect(run.report.owners.allSatisfy { $0.keys[0].use == .unknown })
  }

  @Test(
    "32: the fourth of ten last uses is denied: it is that key's own, and the others are asked for")
  func laterDenial() async throws {
    let names = (0..<10).map { "user\($0)@x.org" }
    var account = AccountSample.stale(pages: [names])
    account.useFaults = ["AKIAuser3@x.org": .failed(.denied)]
    let run = try await account.audit(maxConcurrency: 4)
    #expect(run.asked.count == 10 && run.keysRead.count == 11 && run.keysRead.last == names[3])
    #expect(run.mailed.count == 10 && run.report.isComplete)
    for notification in run.report.owners {
      let isDenied = notification.userName == names[3]
      #expect(notification.keys[0].advice == (isDenied ? .rotate : .delete))
    }
    #expect(
      run.warnings == [
        "The last use of 1 of 10 stale keys is unknown: iam:GetAccessKeyLastUsed was denied for"
          + " some keys (AccessDenied). Perhaps a policy allows it for some users only."
      ])
  }

  /// The keys that are read again after a denied last use, and the result for their user.
  static let secondReads: [(Result<[AccessKey], DirectoryError>, keys: [String], skipped: Int)] = [
    (.success([.aged(400, id: "AKIA1"), .aged(300, id: "AKIA2")]), ["AKIA1", "AKIA2"], 0),
    (.success([.aged(300, id: "AKIA2")]), ["AKIA2"], 0),
    (
      .success([.aged(400, id: "AKIA1", status: .inactive), .aged(300, id: "AKIA2")]), ["AKIA2"], 0
    ),
    (.success([]), [], 0), (.success([.aged(400, id: "AKIA1", status: .inactive)]), [], 0),
    (.failure(.vanished), [], 1), (.failure(.failed(.sample)), ["AKIA1", "AKIA2"], 0),
    (.failure(.failed(.denied)), ["AKIA1", "AKIA2"], 0),
    (.failure(.outOfTime()), ["AKIA1", "AKIA2"], 0),
  ]

  @Test(
    "26: a key whose last use is denied may be gone: its user's keys are read again before the mail",
    arguments: secondReads)
  func readAgain(again: Result<[AccessKey], DirectoryError>, keys: [String], skipped: Int)
    async throws
  {
    var account = account("a@x.org", "b@x.org", tags: [UserTag(key: "AKIA2", value: "laptop")])
    account.keys["b@x.org"] = [.aged(400, id: "AKIA1"), .aged(300, id: "AKIA2")]
    account.useFaults = ["AKIA1": .failed(.denied)]
    account.keysAgain = ["b@x.org": again]
    let run = try await account.audit(policy: addressed)
    #expect(run.keysRead.sorted() == ["a@x.org", "b@x.org", "b@x.org"] && run.report.isComplete)
    #expect(run.report.owners.dropFirst().flatMap(\.keys).map(\.id) == keys)
    #expect(run.mailed.count == (keys.isEmpty ? 1 : 2))
    #expect(run.report.keys.stale == 1 + keys.count)
    #expect(
      run.report.users
        == UserCounts(listed: 2, checked: 2 - skipped, skipped: skipped, by: .vanished))
    let isUnknown = keys.contains("AKIA1")
    #expect(run.report.warnings.count == (isUnknown ? 1 : 0))
    if let key = run.report.owners.last?.keys.first, !keys.isEmpty {
      #expect(key.advice == (isUnknown ? .rotate : .delete))
      #expect(run.text(to: "b@x.org").contains("laptop"))
    }
  }

  @Test("32: only the first lookup shows the permission, and a user is read again once")
  func firstResponse() async throws {
    var account = account("a@x.org", "b@x.org")
    account.keys["b@x.org"] = [.aged(400, id: "AKIA1"), .aged(300, id: "AKIA2")]
    account.useFaults = [
      "AKIAa@x.org": .failed(.sample), "AKIA1": .failed(.denied), "AKIA2": .failed(.denied),
    ]
    let run = try await account.audit()
    #expect(run.asked.count == 3 && run.keysRead.sorted() == ["a@x.org", "b@x.org", "b@x.org"])
    #expect(
      run.warnings == [
        "The last use of 3 of 3 stale keys is unknown: \(ServiceFailure.sample.message)"
      ])
  }

  @Test(
    "35: a last use that failed is unknown, never unused; the others are asked for",
    arguments: [DirectoryError.failed(.sample), .outOfTime()])
  func failedUse(fault: DirectoryError) async throws {
    var account = account("a@x.org", "b@x.org")
    account.useFaults = ["AKIAa@x.org": fault]
    let run = try await account.audit()
    #expect(run.report.owners.map(\.keys[0].advice) == [.rotate, .delete])
    #expect(run.report.owners.map(\.keys[0].use) == [.unknown, .never])
    #expect(run.report.isComplete && run.report.warnings.count == 1 && run.warned.count == 1)
    #expect(run.warnings[0].hasPrefix("The last use of 1 of 2 stale keys is unknown"))
  }

  @Test func theMailShowsDescriptionUseAndSuccessor() async throws {
    var account = account("a@x.org", tags: [UserTag(key: "AKIAOLD", value: " old laptop ")])
    account.keys["a@x.org"] = [.aged(400, id: "AKIAOLD"), .aged(1, id: "AKIANEW")]
    let used = AccountSample.now + .seconds(-86_400)
    account.uses = ["AKIAOLD": .at(used, service: "s3", region: "us-east-1")]
    let run = try await account.audit(policy: addressed)
    guard case .written(let mail) = run.messages[0] else { return #expect(Bool(false)) }
    #expect(mail.text.contains("old laptop"))
    let key = run.report.owners[0].keys[0]
    #expect(key.advice == .switchOver && key.use == .at(used, service: "s3", region: "us-east-1"))
  }

  /// A second key beside a stale one that is in use, and the other key that the mail must name.
  static let secondKeys: [(key: AccessKey, other: String?)] = [
    (.aged(300, id: "AKIASECOND", status: .inactive), "AKIASECOND, inactive, 300 days old"),
    (.aged(1, id: "AKIASECOND", status: .expired), "AKIASECOND, expired, 1 day old"),
    (.aged(9, id: "AKIASECOND", status: .unknown), "AKIASECOND, status unknown, 9 days old"),
    (.aged(-1, id: "AKIASECOND"), "AKIASECOND, active, age unknown"),
    (AccessKey(id: "AKIASECOND", status: .active, created: nil), "AKIASECOND, active, age unknown"),
    (
      AccessKey(id: "AKIASECOND", status: .inactive, created: nil),
      "AKIASECOND, inactive, age unknown"
    ),
    (.aged(1, id: "AKIASECOND"), nil),
  ]

  @Test(
    "33, 34: every key of an owner counts, whatever its status and its date", arguments: secondKeys)
  func secondKey(key: AccessKey, other: String?) async throws {
    var account = account("a@x.org")
    account.keys["a@x.org"] = [key, .aged(400, id: "AKIAOLD")]
    account.uses = ["AKIAOLD": .at(AccountSample.now, service: nil, region: nil)]
    let run = try await account.audit()
    #expect(run.report.owners[0].keys[0].advice == (other == nil ? .switchOver : .rotate))
    let text = run.text(to: "a@x.org")
    #expect(text.contains("This user also has \(other ?? "")\n") == (other != nil))
    let templated = try await account.audit(template: "rotate")
    guard case .templated(let mail)? = templated.messages.first else { return #expect(Bool(false)) }
    let data = try JSON(parsing: Array(mail.data.utf8))
    let step = data["users"]?[0]?["keys"]?[0]?["steps"]?[0]
    #expect(step?["title"]?.string?.contains("AKIASECOND") == (other != nil))
  }

  @Test("a key that was deactivated meanwhile takes a place beside the one that is left")
  func deactivatedMeanwhile() async throws {
    var account = account("a@x.org", "b@x.org")
    account.keys["b@x.org"] = [.aged(400, id: "AKIA1"), .aged(300, id: "AKIA2")]
    account.useFaults = ["AKIA1": .failed(.denied)]
    account.uses = ["AKIA2": .at(AccountSample.now, service: nil, region: nil)]
    account.keysAgain = [
      "b@x.org": .success([.aged(400, id: "AKIA1", status: .inactive), .aged(300, id: "AKIA2")])
    ]
    let text = try await account.audit().text(to: "b@x.org")
    #expect(text.contains("Delete the inactive key AKIA1 first."))
  }

  @Test("an inactive or unreadable key does not count as a successor")
  func noSuccessor() async throws {
    var account = account("a@x.org")
    account.keys["a@x.org"] = [
      .aged(400, id: "AKIAOLD"), .aged(1, id: "AKIANEW", status: .inactive),
      AccessKey(id: "AKIAODD", status: .active, created: nil), .aged(300, id: "AKIAOTHER"),
    ]
    account.uses = ["AKIAOLD": .unknown]
    let run = try await account.audit()
    #expect(run.report.owners[0].keys[0].advice == .rotate)
  }
}

extension JSON {
  fileprivate subscript(index: Int) -> JSON? {
    if case .array(let elements) = self, elements.indices.contains(index) {
      elements[index]
    } else {
      nil
    }
  }
}
