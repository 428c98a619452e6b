// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Testing
import TestSupport

@testable import KeyReminder
@testable import ReminderEmails

@Suite("A reminder says how to do without a key", .limited)
struct AlternativesTests {
  static let login =
    "aws login <https://example.com/login> (AWS CLI 2.32 or newer) or IAM Identity Center"
  static let roles = [
    "On AWS an IAM role", "In a pipeline OpenID Connect (OIDC)",
    "On a server elsewhere IAM Roles Anywhere",
  ]

  /// Whether the owners have signed in to the console, and which ways the mail names.
  static let audiences: [(areConsoleUsers: [Bool], ways: [String], others: [String])] = [
    ([true], [login], roles), ([false], roles, ["aws login"]),
    ([true, false], [login] + roles, []),
  ]

  @Test("people sign in, programs get a role", arguments: audiences)
  func ways(_ areConsoleUsers: [Bool], ways: [String], others: [String]) throws {
    let sample = try ReminderSample(owners: Self.owners(areConsoleUsers))
    let words = sample.words
    for way in ways { #expect(words.contains(way)) }
    for way in others { #expect(!words.contains(way)) }
    let block = try #require(words.firstRange(of: "Better: do without a key"))
    let steps = try #require(
      words.firstRange(of: "be a key: rotate it") ?? words.firstRange(of: "be keys: rotate them"))
    #expect(block.upperBound < steps.lowerBound)
    expectSameWords(sample.document)
  }

  @Test(
    "the organisation's own page stands before AWS's",
    arguments: [nil, "https://wiki.example.com/?a=1&b=2"])
  func advice(page: String?) throws {
    let sample = try ReminderSample(advicePage: page)
    let ours = page.map { "how it is done here <\($0)>, " } ?? ""
    #expect(
      sample.words.contains(
        "More: \(ours)alternatives to access keys <https://example.com/alternatives>"))
    #expect(
      sample.mail.html.contains("href=\"https://wiki.example.com/?a=1&amp;b=2\"") == (page != nil))
  }

  @Test("who has only unused keys needs no other way", arguments: [KeyUse.never, .used(120)])
  func unused(use: KeyUse) throws {
    var key = ReminderSample.keys(1)[0]
    key.use = use
    let sample = try ReminderSample(keys: [key])
    #expect(
      !sample.words.contains("without a key") && !sample.words.contains("If it must be a key"))
    #expect(sample.email.templateData.alternatives.isEmpty)
  }

  @Test("of several kinds of advice, the first that replaces keys has the ways, once")
  func mixed() throws {
    let words = try ReminderSample(owners: ReminderSample.owners(4)).words
    #expect(words.components(of: "Better: do without a key").count == 2)
    let block = try #require(words.firstRange(of: "Better: do without a key"))
    let switching = try #require(words.firstRange(of: "Newer key exists: switch over"))
    let rotating = try #require(words.firstRange(of: "Rotate ------"))
    #expect(switching.upperBound < block.lowerBound && block.upperBound < rotating.lowerBound)
    #expect(words.contains("If it must be a key: switch over"))
  }

  @Test("nothing is said of where a key is used, for nobody knows it")
  func honest() throws {
    let words = try ReminderSample(owners: Self.owners([false])).words.lowercased()
    for claim in ["your server", "your pipeline", "is used from", "runs on"] {
      #expect(!words.contains(claim))
    }
  }

  private static func owners(_ areConsoleUsers: [Bool]) -> [ReminderOwner] {
    zip(areConsoleUsers, ReminderSample.keys(areConsoleUsers.count)).map { isConsoleUser, key in
      ReminderOwner(
        userName: "user-\(key.ageDays)", isConsoleUser: isConsoleUser, addressSource: .userName,
        keys: [key], otherKeys: [])
    }
  }
}
