// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Testing
import TestSupport

@testable import KeyReminder
@testable import ReminderEmails

@Suite("A reminder says what to do with each key", .limited)
struct AdviceSectionTests {
  static let name = "--user-name ana@example.com"
  static let id = "--access-key-id AKIAIOSFODNN7EXAMPLE"

  @Test(
    "one key",
    arguments: [
      (
        .never, false, "Please delete your unused AWS access key", ["Delete the key."],
        ["aws iam delete-access-key \(name) \(id)"]
      ),
      (
        .used(120), false, "Please deactivate your unused AWS access key",
        ["Deactivate the key.", "Delete it after a few quiet weeks."],
        [
          "aws iam update-access-key --status Inactive \(name) \(id)",
          "aws iam delete-access-key \(name) \(id)",
        ]
      ),
      (
        .used(1), true, "Please retire your old AWS access key",
        [
          "Switch every program to the newer key.", "check that nothing uses the old key.",
          "Deactivate the old key.", "Delete it after a few quiet weeks.",
        ],
        [
          "aws iam get-access-key-last-used \(id)",
          "aws iam update-access-key --status Inactive \(name) \(id)",
          "aws iam delete-access-key \(name) \(id)",
        ]
      ),
      (
        .unknown, false, "Please rotate your AWS access key",
        [
          "Create a second", "Switch every program", "check that nothing uses the old key.",
          "Deactivate the old key.", "Delete it after a few quiet weeks.",
        ],
        [
          "aws iam create-access-key \(name)", "aws iam get-access-key-last-used \(id)",
          "aws iam update-access-key --status Inactive \(name) \(id)",
          "aws iam delete-access-key \(name) \(id)",
        ]
      ),
    ] as [(KeyUse, Bool, String, [String], [String])])
  func one(
    _ use: KeyUse, hasSuccessor: Bool, request: String, steps: [String], commands: [String]
  ) throws {
    var key = ReminderSample.keys(1)[0]
    key.use = use
    let sample = try ReminderSample(keys: [key], otherKeys: hasSuccessor ? [.fresh] : [])
    #expect(sample.mail.subject == "\(request) (account 123456789012)")
    #expect(sample.words.hasPrefix(request))
    #expect(sample.document.commands == commands)
    var rest = sample.words[...]
    for step in steps {
      let found = try #require(rest.firstRange(of: step), "\(step)")
      rest = rest[found.upperBound...]
    }
  }

  @Test("several kinds of advice: a part for each, what is done most quickly first")
  func mixed() throws {
    let sample = try ReminderSample(owners: ReminderSample.owners(4))
    #expect(sample.mail.subject.hasPrefix("Please replace or remove 4 AWS access keys ("))
    let titles = sample.document.blocks.compactMap { block -> String? in
      if case .list(let title, _, _) = block { title?.text } else { nil }
    }
    #expect(
      titles == [
        "Never used: delete", "Not used for 90 days: deactivate, then delete",
        "Newer key exists: switch over", "Better: do without a key", "Rotate",
      ])
  }

  @Test("only unused keys: nobody is asked to rotate anything")
  func unused() throws {
    let sample = try ReminderSample(owners: Array(ReminderSample.owners(2)))
    #expect(sample.mail.subject.hasPrefix("Please remove 2 unused AWS access keys ("))
    #expect(!sample.document.texts.contains { $0.text.lowercased().contains("rotat") })
    #expect(!sample.words.lowercased().contains("no longer needed"))
  }

  @Test("a key in use is said to be in use, a key of unknown use is not")
  func inUse() throws {
    var owners = ReminderSample.owners(1) + ReminderSample.owners(4).suffix(1)
    #expect(try ReminderSample(owners: owners).words.contains("Rotate ------ "))
    owners[1] = ReminderOwner(
      userName: "x", addressSource: .userName,
      keys: [ListedKey(id: "AKIAX", created: ReminderSample.now, ageDays: 100, use: .used(1))])
    #expect(try ReminderSample(owners: owners).words.contains("In use: rotate ------"))
  }

  @Test(
    "few keys have their commands each, of many only the oldest has", arguments: [1, 5, 6, 30])
  func commands(_ count: Int) throws {
    let owners = ReminderSample.owners(count).map {
      ReminderOwner(
        userName: $0.userName, addressSource: $0.addressSource,
        keys: $0.keys.map { ListedKey(id: $0.id, created: $0.created, ageDays: $0.ageDays) })
    }
    let sample = try ReminderSample(owners: owners)
    #expect(sample.document.commands.count == 4 * (count > 5 ? 1 : count))
    #expect(sample.document.commands.first == "aws iam create-access-key --user-name bot-0")
    #expect(sample.words.contains("the commands are those of the oldest") == (count > 5))
  }

  @Test("two keys of one user need one command to create, not two alike")
  func noDuplicate() throws {
    let commands = try ReminderSample(keys: ReminderSample.keys(2)).document.commands
    #expect(commands.count { $0.contains("create-access-key") } == 1)
    #expect(commands.count == 7 && Set(commands).count == 7)
  }

  @Test(
    "40: with a name that no command can contain, the steps are in words and no command is mentioned"
  )
  func noCommand() throws {
    let sample = try ReminderSample(userName: "$(touch x)")
    #expect(sample.document.commands.isEmpty)
    #expect(sample.words.contains("Create a second access key."))
    #expect(!sample.words.contains("CloudShell"))
    #expect(!sample.words.contains("aws iam"))
  }
}

@Suite("A reminder's tone follows the age of the oldest key", .limited)
struct UrgencyTests {
  /// The oldest key is 812 days old.
  @Test(
    "subject, heading and lead",
    arguments: [
      (813, "Please rotate", "that is due:"), (812, "Overdue: please rotate", "that is overdue:"),
      (407, "Overdue: please rotate", "that is overdue:"),
      (406, "Long overdue: please rotate", "that is long overdue:"),
    ])
  func tone(_ overdueAfterDays: Int, request: String, need: String) throws {
    let sample = try ReminderSample(overdueAfterDays: overdueAfterDays)
    #expect(sample.mail.subject == "\(request) your AWS access key (account 123456789012)")
    #expect(sample.words.hasPrefix("\(request) your AWS access key ="))
    #expect(sample.words.contains(need))
    #expect(sample.words.contains("has been due for 712 days") == (overdueAfterDays < 813))
    #expect(sample.words.contains("Is something in the way?") == (overdueAfterDays < 407))
  }

  @Test("nothing is threatened: nobody deletes a key for its owner", arguments: [1, 500, 2_000])
  func honest(_ overdueAfterDays: Int) throws {
    let words = try ReminderSample(overdueAfterDays: overdueAfterDays).words
    #expect(words.contains("nobody deactivates or deletes a key for you"))
    for threat in ["will be d", "final warning", "last chance", "immediately"] {
      #expect(!words.lowercased().contains(threat))
    }
  }

  @Test("a threshold that was reached today is not \"due for 0 days\"")
  func today() throws {
    let words = try ReminderSample(alertAfterDays: 812, overdueAfterDays: 812).words
    #expect(!words.contains("due for"))
  }

  @Test("without a support address the mail names those who look after the account")
  func noSupport() throws {
    let words = try ReminderSample(overdueAfterDays: 100, support: nil).words
    #expect(words.contains("say so to those who look after this account"))
  }
}
