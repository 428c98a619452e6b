// SPDX-License-Identifier: Apache-2.0
import TestSupport
import EmailDocument
import Testing

@testable import KeyReminder
@testable import ReminderEmails

/// Two keys are all that AWS allows a user, whatever their status.
@Suite("A second key that leaves no room for a new one", .limited)
struct SecondKeyTests {
  static let second = SecondKey.inactive.id
  static let lastUse = "aws iam get-access-key-last-used --access-key-id \(second)"
  static let deletion =
    "aws iam delete-access-key \(AdviceSectionTests.name) --access-key-id \(second)"

  @Test(
    "is named, and deleted first when nothing can use it",
    arguments: [
      (
        SecondKey(id: second, status: .inactive, ageDays: 300), "inactive, 300 days old",
        "Delete the inactive key \(second) first.", true
      ),
      (
        SecondKey(id: second, status: .inactive, ageDays: nil), "inactive, age unknown",
        "Delete the inactive key \(second) first.", true
      ),
      (
        SecondKey(id: second, status: .expired, ageDays: 1), "expired, 1 day old",
        "Delete the expired key \(second) first.", true
      ),
      (
        SecondKey(id: second, status: .active, ageDays: nil), "active, age unknown",
        "Make room first: AWS allows two keys per user, and \(second) is the other one.", false
      ),
      (
        SecondKey(id: second, status: .unknown, ageDays: 9), "status unknown, 9 days old",
        "Make room first: AWS allows two keys per user, and \(second) is the other one.", false
      ),
    ])
  func named(_ other: SecondKey, state: String, step: String, isDeleted: Bool) throws {
    let sample = try ReminderSample(otherKeys: [other])
    for body in [sample.mail.text, HTMLPage(sample.mail.html).visibleText].map(\.collapsed) {
      #expect(body.contains("This user also has \(Self.second), \(state)"))
      #expect(body.contains("AWS allows two keys per user"))
      let first = try #require(body.firstRange(of: step))
      let create = try #require(body.firstRange(of: "Create a second access key."))
      #expect(first.upperBound < create.lowerBound)
      #expect(body.contains("activate it again and go back to step 3"))
    }
    let commands = sample.document.commands
    #expect(commands.first == (isDeleted ? Self.deletion : Self.lastUse) && commands.count == 5)
    expectSameWords(sample.document)
    #expect(HTMLPage(sample.mail.html).unbalanced == [])
    let steps = sample.email.templateData.users[0].keys[0].steps
    #expect(steps[0].title == step && steps[1].title == "Create a second access key.")
    #expect(steps[0].command == (isDeleted ? Self.deletion : Self.lastUse))
    #expect(sample.mail.html.collapsed.contains("Make room for a new key, switch to it"))
  }

  @Test("an id that no command can hold is deleted in words")
  func oddID() throws {
    let other = SecondKey(id: "AKIA;rm", status: .inactive, ageDays: 300)
    let sample = try ReminderSample(otherKeys: [other])
    #expect(sample.words.contains("Delete the inactive key AKIA;rm first."))
    #expect(sample.document.commands.count == 4 && !sample.words.contains("key-id AKIA;rm"))
  }

  @Test("is not mentioned where no new key is needed", arguments: [KeyUse.never, .used(120)])
  func unspoken(use: KeyUse) throws {
    var key = ReminderSample.keys(1)[0]
    key.use = use
    #expect(
      try !ReminderSample(keys: [key], otherKeys: [.inactive]).mail.text.contains(Self.second))
  }

  @Test("a fresh key is one to switch to: nothing must go, and it is not named")
  func fresh() throws {
    let words = try ReminderSample(otherKeys: [.fresh]).words
    #expect(words.contains("Switch every program to the newer key."))
    #expect(!words.contains(SecondKey.fresh.id) && !words.contains("two keys per user"))
  }

  @Test("of three keys, one that nothing can use goes before one in doubt")
  func three() throws {
    let doubtful = SecondKey(id: "AKIADOUBTFUL00000003", status: .active, ageDays: nil)
    let words = try ReminderSample(otherKeys: [doubtful, .inactive]).words
    #expect(words.contains("Delete the inactive key \(Self.second) first."))
    #expect(!words.contains(doubtful.id))
  }

  @Test("of several users each has its own deletion, and the list says whose key it is")
  func several() throws {
    let owners = ReminderSample.owners(8).enumerated().map { number, owner in
      ReminderOwner(
        userName: owner.userName, addressSource: owner.addressSource,
        keys: owner.keys.map { ListedKey(id: $0.id, created: $0.created, ageDays: $0.ageDays) },
        otherKeys: number == 0
          ? [] : [SecondKey(id: "AKIASECOND\(number)", status: .inactive, ageDays: 200)])
    }
    let few = try ReminderSample(owners: Array(owners.prefix(3)))
    #expect(few.words.contains("Delete the inactive keys first."))
    #expect(
      Array(few.document.commands.prefix(2))
        == [1, 2].map {
          "aws iam delete-access-key --user-name bot-\($0) --access-key-id AKIASECOND\($0)"
        })
    let many = try ReminderSample(owners: owners)
    for number in 1..<8 {
      #expect(many.words.contains("This user also has AKIASECOND\(number), inactive, 200 days old"))
    }
    #expect(
      many.document.commands.count == 4, "the oldest key's alone, which nothing is in the way of")
  }

  @Test("the reason is given beside other kinds of advice too")
  func mixed() throws {
    var owners = ReminderSample.owners(1)
    owners.append(
      ReminderOwner(
        userName: "ana", addressSource: .userName, keys: ReminderSample.keys(2).suffix(1),
        otherKeys: [.inactive]))
    #expect(
      try ReminderSample(owners: owners).words.contains("whatever their status: a new one cannot"))
  }
}
