// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Testing
import TestSupport

@testable import KeyReminder
@testable import ReminderEmails

/// Two stale keys of one user: one must go before the other can be rotated.
@Suite("Of two stale keys, one goes first by what is known of them", .limited)
struct KeySlotTests {
  static let (older, newer) = ("AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXA0001")

  /// The uses of the older and the newer key, which goes first, and why.
  static let used: [(uses: [KeyUse], first: String, reason: String)] = [
    ([.used(9), .used(1)], older, "Of both, this one was used longer ago."),
    ([.used(1), .used(9)], newer, "Of both, this one was used longer ago."),
    ([.used(1), .used(1)], older, "Of both, this one is older."),
    ([.unknown, .unknown], older, "Of both, this one is older."),
    ([.used(1), .unknown], older, "Of both, this one is older."),
    ([.unknown, .used(1)], older, "Of both, this one is older."),
  ]

  @Test("both are in use", arguments: used)
  func bothUsed(uses: [KeyUse], first: String, reason: String) throws {
    let sample = try ReminderSample(keys: Self.keys(uses))
    let other = first == Self.older ? Self.newer : Self.older
    for body in [sample.mail.text, HTMLPage(sample.mail.html).visibleText].map(\.collapsed) {
      #expect(body.contains("Remove \(first) first. AWS allows two keys per user. \(reason)"))
    }
    let name = AdviceSectionTests.name
    #expect(
      sample.document.commands == [
        "aws iam get-access-key-last-used --access-key-id \(first)",
        "aws iam update-access-key --status Inactive \(name) --access-key-id \(first)",
        "aws iam delete-access-key \(name) --access-key-id \(first)",
        "aws iam create-access-key \(name)",
        "aws iam get-access-key-last-used --access-key-id \(other)",
        "aws iam update-access-key --status Inactive \(name) --access-key-id \(other)",
        "aws iam delete-access-key \(name) --access-key-id \(other)",
      ])
    expectSameWords(sample.document)
  }

  @Test(
    "both are in use: a template is told how to move from one to the other, then to rotate that")
  func template() throws {
    let sample = try ReminderSample(keys: Self.keys([.used(9), .used(1)]))
    let keys = sample.email.templateData.users[0].keys
    #expect(keys.map(\.id) == [Self.older, Self.newer])
    #expect(
      keys[0].steps.map(\.title) == [
        "Switch every program to the other key.",
        "A few days later, check that nothing uses the old key.", "Deactivate the old key.",
        "Delete it after a few quiet weeks.",
      ])
    #expect(
      keys[0].steps[3].command.hasSuffix(
        "delete-access-key \(AdviceSectionTests.name) --access-key-id \(Self.older)"))
    #expect(
      keys[1].steps.prefix(2).map(\.title) == [
        "Remove \(Self.older) first.", "Create a second access key.",
      ])
    #expect(keys[1].steps[0].command == "" && keys[1].steps.count == 6)
  }

  @Test("one is not used", arguments: [KeyUse.never, .used(120)], [0, 1])
  func oneUnused(use: KeyUse, index: Int) throws {
    var uses = [KeyUse.used(1), .used(1)]
    uses[index] = use
    let sample = try ReminderSample(keys: Self.keys(uses))
    let unused = [Self.older, Self.newer][index]
    let words = sample.words
    let deletion = "delete-access-key \(AdviceSectionTests.name) --access-key-id \(unused)"
    let step = try #require(words.firstRange(of: "Delete the unused key \(unused) first."))
    #expect(try #require(words.firstRange(of: deletion)).upperBound < step.lowerBound)
    #expect(words.contains("goes first") == false)
    #expect(sample.document.commands.count { $0.contains("delete-access-key") } == 2)
  }

  @Test("keys of several users: the list marks those that go first, and each has its commands")
  func severalUsers() throws {
    let owners = ["ana", "bo"].map { name in
      ReminderOwner(
        userName: name, addressSource: .tag("email"),
        keys: Self.keys([.used(9), .used(1)]).map { key in
          ListedKey(
            id: "\(key.id)\(name)", created: key.created, ageDays: key.ageDays, use: key.use)
        })
    }
    let sample = try ReminderSample(owners: owners)
    #expect(sample.words.contains("First remove the keys marked “goes first”."))
    #expect(sample.words.components(of: "goes first: see the steps").count - 1 == 2)
    #expect(sample.document.commands.count { $0.contains("delete-access-key") } == 4)
    #expect(sample.document.commands.first?.hasSuffix("\(Self.older)ana") == true)
  }

  @Test("a lone key has room")
  func alone() throws {
    let words = try ReminderSample().words
    #expect(!words.contains("AWS allows two keys per user") && !words.contains("goes first"))
  }

  private static func keys(_ uses: [KeyUse]) -> [ListedKey] {
    zip(ReminderSample.keys(uses.count), uses).map { key, use in
      var key = key
      key.use = use
      return key
    }
  }
}
