// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import Testing
import TestSupport

@testable import KeyReminder

@Suite(.limited) struct RecipientGroupsTests {
  private let byTag = Policy(
    alertAfterDays: 100, audience: .console, pathPrefix: "/",
    addresses: AddressRule(tag: "email"))

  /// Five bots of one person, whose address is not always written alike, and another person.
  private var shared: AccountSample {
    let names = (1...5).map { "bot\($0)" }
    var account = AccountSample.stale(pages: [names + ["a@x.org"]])
    for (number, name) in names.enumerated() {
      let address = number % 2 == 0 ? "Ravi@x.org" : "ravi@X.org"
      account.tags[name] = [UserTag(key: "email", value: address)]
    }
    return account
  }

  @Test func ownersOfOneAddressShareOneMailAndItsOutcome() async throws {
    let run = try await shared.audit(policy: byTag)
    #expect(run.mailed.sorted() == ["Ravi@x.org", "a@x.org"])
    #expect(run.report.owners.map(\.userName).count == 6)
    #expect(run.report.owners.prefix(5).allSatisfy { $0.messageID == "id of Ravi@x.org" })
    #expect(run.report.emails == EmailCounts(sent: 2, failed: 0, unknown: 0))
    let text = run.text(to: "Ravi@x.org")
    #expect((1...5).allSatisfy { text.contains("AKIAbot\($0)") })
  }

  @Test("96: a shared mail that fails is the failure of each of its users")
  func sharedFailure() async throws {
    var account = shared
    account.mailFaults = ["Ravi@x.org": .unknown(.sample)]
    let run = try await account.audit(policy: byTag)
    #expect(run.outcomes == (1...5).map { "bot\($0) unknown" } + ["a@x.org sent"])
    #expect(run.failures == (1...5).map { "bot\($0) sendEmail Sample" })
    #expect(run.report.emails == EmailCounts(sent: 1, failed: 0, unknown: 1))
  }

  @Test(
    "more mails than MAX_EMAILS: nobody is mailed, the admins are told", arguments: [false, true])
  func tooMany(dryRun: Bool) async throws {
    let account = AccountSample.stale(pages: [["a@x.org", "b@x.org", "c@x.org"]])
    let stopped = try await account.audit(dryRun: dryRun, maxEmails: 2, admin: "admin@x.org")
    #expect(stopped.mailed == (dryRun ? [] : ["admin@x.org"]))
    #expect(stopped.failures == ["- sendEmail TooManyEmails"] && !stopped.report.isComplete)
    #expect(stopped.report.failures[0].message.contains("3 mails are due, and MAX_EMAILS allows 2"))
    #expect(stopped.report.owners.allSatisfy { $0.outcome == (dryRun ? .dryRun : .failed) })
    #expect(stopped.report.emails == EmailCounts(), "held back is not refused")
    let enough = try await account.audit(maxEmails: 3)
    #expect(enough.mailed.count == 3 && enough.report.isComplete)
  }

  @Test func aRedirectedRunMailsOneAddressAlone() async throws {
    let account = AccountSample.stale(pages: [["a@x.org", "b@x.org"]])
    let run = try await account.audit(
      admin: "admin@x.org", redirectTo: "trial@x.org", maxConcurrency: 1)
    #expect(run.mailed == Array(repeating: "trial@x.org", count: 3))
    #expect(run.report.owners.map(\.to) == ["a@x.org", "b@x.org"])
    #expect(run.texts[0].contains("a@x.org") && run.texts[2].contains("admin@x.org"))
  }

  @Test func aTemplateGetsDataInsteadOfWords() async throws {
    let account = AccountSample.stale(pages: [["a@x.org"]])
    let run = try await account.audit(admin: "admin@x.org", template: "rotate")
    guard case .templated(let mail) = run.messages[0] else { return #expect(Bool(false)) }
    #expect(mail.template == "rotate" && mail.to.description == "a@x.org")
    #expect(mail.data.contains("\"accountId\":\"123456789012\""))
    guard case .written = run.messages[1] else { return #expect(Bool(false)) }
  }

  @Test(
    "a trial run with a template reaches nobody else, and the template's data names the real recipient"
  )
  func redirectedTemplate() async throws {
    let account = AccountSample.stale(pages: [["a@x.org", "b@x.org"]])
    let run = try await account.audit(
      template: "rotate", redirectTo: "trial@x.org", maxConcurrency: 1)
    #expect(run.mailed == ["trial@x.org", "trial@x.org"])
    for (message, recipient) in zip(run.messages, ["a@x.org", "b@x.org"]) {
      guard case .templated(let mail) = message else { return #expect(Bool(false)) }
      #expect(
        mail.data.contains("\"recipient\":\"\(recipient)\"")
          && mail.data.contains("\"redirected\":true"))
    }
  }

  @Test(
    "a dry run shows three mails, the admins' as the last of them",
    arguments: [
      (nil, ["u0@x.org", "u1@x.org", "u2@x.org"]),
      ("admin@x.org", ["u0@x.org", "u1@x.org", "admin@x.org"]),
      ("a@x.org b@x.org", ["u0@x.org", "u1@x.org", "a@x.org b@x.org"]),
    ] as [(String?, [String])])
  func samples(admin: String?, expected: [String]) async throws {
    let account = AccountSample.stale(pages: [(0..<5).map { "u\($0)@x.org" }])
    let run = try await account.audit(dryRun: true, admin: admin)
    let samples = try #require(run.report.samples)
    #expect(run.mailed.isEmpty && samples.map(\.recipients) == expected)
    guard case .written(let mail) = samples[0] else { return #expect(Bool(false)) }
    #expect(mail.text.contains(AccessKeyID.sample("AKIAu0@x.org").description))
    #expect(try await account.audit().report.samples == nil)
  }

  @Test func aDryRunOfATemplateShowsItsData() async throws {
    let account = AccountSample.stale(pages: [["a@x.org"]])
    let run = try await account.audit(dryRun: true, template: "rotate")
    guard case .templated(let mail)? = run.report.samples?.first else {
      return #expect(Bool(false))
    }
    #expect(mail.template == "rotate" && mail.data.contains("\"accountId\":\"123456789012\""))
  }
}

extension AccountSample.Run {
  /// The plain texts of the mails, as they were handed over.
  var texts: [String] {
    messages.compactMap { if case .written(let mail) = $0 { mail.text } else { nil } }
  }

  func text(to address: String) -> String {
    zip(mailed, texts).first { $0.0 == address }?.1 ?? ""
  }
}
