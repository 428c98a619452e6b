// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import Testing
import TestSupport

@testable import KeyReminder

/// Rules that hold for the owners of stale keys, whatever their tags say and whatever goes wrong.
@Suite(.limited) struct OwnersPropertyTests {
  private static let policy = Policy(
    alertAfterDays: 100, audience: .all, pathPrefix: "/",
    excludedUsers: ["svc-*"].compactMap(NamePattern.init), excludeTag: "exempt",
    addresses: AddressRule(tag: "email", domain: "corp.example"))

  @Test(arguments: 0..<400)
  func everyOwnerHasOneFate(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let account = AccountSample.owners(by: &random)
    let run = try await account.audit(
      policy: Self.policy, maxEmails: Int.random(in: 5...60, using: &random),
      admin: "admin@x.org", maxConcurrency: Int.random(in: 1...8, using: &random))
    let notified = run.report.owners.map(\.userName)
    let names = account.pages.joined().map(\.name.description)
    #expect(Set(notified).count == notified.count)
    #expect(run.report.users.skipped == names.count - notified.count)
    #expect(run.report.users.skipped == run.report.users.skippedBy.values.reduce(0, +))
    expectSilence(about: names.filter { !notified.contains($0) }, in: run)
    expectOneMailEach(run)
    for notification in run.report.owners {
      let failures = run.report.failures.count { $0.userName == notification.userName }
      let isOfTheRun = run.report.failures.contains { $0.code == "TooManyEmails" }
      let name = notification.userName
      let isRead = account.tagFaults[name] == nil
      #expect((notification.outcome == .unreachable) == (isRead && account.hasNoAddress(name)))
      #expect((notification.to == nil) == (!isRead || account.hasNoAddress(name)))
      let isSent = failures == 0 && !isOfTheRun && notification.outcome != .unreachable
      #expect((notification.outcome == .sent) == isSent)
    }
  }

  /// A user who is left out is neither mailed nor named in anybody's mail.
  private func expectSilence(about names: [String], in run: AccountSample.Run) {
    for text in run.texts.dropLast() {
      for name in names {
        #expect(
          !text.contains(AccessKeyID.sample("AKIA-\(name)-").description), "\(name) was left out")
      }
    }
    #expect(!names.isEmpty || run.report.users.skipped == 0)
  }

  private func expectOneMailEach(_ run: AccountSample.Run) {
    let mailed = run.mailed.filter { $0 != "admin@x.org" }
    #expect(Set(mailed.map { $0.lowercased() }).count == mailed.count, "nobody is mailed twice")
    let emails = run.report.emails
    let addresses = Set(run.report.owners.compactMap { $0.to?.lowercased() })
    let isHeldBack = run.report.failures.contains { $0.code == "TooManyEmails" }
    #expect(emails.sent + emails.notAccepted == (isHeldBack ? 0 : addresses.count))
  }
}

extension AccountSample {
  /// Up to 60 owners of one stale key each.
  static func owners(by random: inout some RandomNumberGenerator) -> AccountSample {
    let names = (0..<Int.random(in: 0...60, using: &random)).map { number in
      ["svc-\(number)", "bot\(number)", "u\(number)@x.org"].randomElement(using: &random) ?? ""
    }
    var account = AccountSample(pages: [names.map(User.console)])
    func one(in count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }
    for name in names {
      let id = "AKIA-\(name)-"
      account.keys[name] = [.aged(400, id: id)]
      account.tags[name] = [
        one(in: 2) ? UserTag(key: "Email", value: values.randomElement(using: &random) ?? "") : nil,
        one(in: 4) ? UserTag(key: "exempt", value: days.randomElement(using: &random) ?? "") : nil,
      ].compactMap(\.self)
      if one(in: 8) { account.tagFaults[name] = faults.randomElement(using: &random) }
      if one(in: 8) { account.useFaults[id] = faults.randomElement(using: &random) }
      if one(in: 12) { account.mailFaults["\(name)@corp.example"] = .unknown(.sample) }
    }
    if one(in: 3) { account.mailFaults["ravi@x.org"] = .blocked(.sample) }
    return account
  }

  private static let values = ["ravi@x.org", "RAVI@x.org", " mona@x.org ", "none", "", "a@b@c.d"]
  private static let days = ["", "true", "2099-01-01", "2020-01-01", "soon"]
  private static let faults: [DirectoryError] = [
    .vanished, .outOfTime(), .failed(.sample), .failed(.denied),
  ]

  /// Whether neither the user's tag nor their name is an address.
  func hasNoAddress(_ name: String) -> Bool {
    let isName = EmailAddress(name) != nil
    return !isName && ["none", "a@b@c.d"].contains(tags[name]?.value(of: "email") ?? "")
  }
}
