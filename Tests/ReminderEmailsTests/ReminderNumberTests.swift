// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Testing
import TestSupport
import UTC

@testable import KeyReminder
@testable import ReminderEmails

@Suite("Which reminder it is", .limited) struct ReminderNumberTests {
  private func email(_ number: Int?) throws -> ReminderEmail {
    let sample = try ReminderSample()
    var reminder = sample.reminder
    reminder.details.number = try number.map {
      ReminderNumber(number: $0, first: try #require(Day("2026-05-24")))
    }
    return ReminderEmail(reminder, context: sample.context)
  }

  @Test(
    "the mail says so from the second on, the subject from the third on",
    arguments: [
      (2, "second", ""), (3, "third", ": third reminder"), (10, "tenth", ": tenth reminder"),
      (11, "11th", ": 11th reminder"), (22, "22nd", ": 22nd reminder"),
      (103, "103rd", ": 103rd reminder"), (112, "112th", ": 112th reminder"),
      (121, "121st", ": 121st reminder"),
    ])
  func number(_ number: Int, _ word: String, _ ending: String) throws {
    let email = try email(number)
    let text = email.document.rendered().text.collapsed
    #expect(text.contains("This is the \(word) reminder; the first came on 2026-05-24."))
    #expect(email.subject.hasSuffix("(account 123456789012)\(ending)"))
    #expect(email.templateData.reminderNumber == number)
    #expect(email.templateData.firstReminder == "2026-05-24")
  }

  @Test("a first reminder, and one that nobody counts, are as they were", arguments: [nil, 1])
  func first(number: Int?) throws {
    let email = try email(number)
    let plain = try ReminderSample().email
    #expect(email.subject == plain.subject)
    #expect(email.document.rendered().text == plain.document.rendered().text)
    #expect(email.templateData.reminderNumber == number ?? 0)
  }
}
