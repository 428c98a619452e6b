// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

// What a reminder says. The reader has three seconds: what is wrong, with which key, what to do.

extension Letterhead {
  /// Keys beyond this many are counted, not listed: fifty are as many as anyone works through, and
  /// even with the longest ids AWS allows they stay well under the 102 KB at which Gmail cuts a
  /// mail off.
  static let longestList = 50

  /// Writes the mail of one reminder; in a redirected run it goes where all mails go.
  func mail(for reminder: Reminder) -> Mail {
    letter(for: reminder).mail(to: redirectedTo ?? reminder.recipient)
  }

  func letter(for reminder: Reminder) -> Letter {
    let facts = ReminderFacts(reminder, letterhead: self)
    return Letter(
      subject: subjectMark(for: reminder.recipient) + "\(facts.request) (account \(accountID))",
      preview: facts.preview,
      heading: "\(facts.request)",
      blocks: redirection(of: reminder.recipient)
        + [.paragraph("\(lead(to: reminder.owners)) \(facts.need)")]
        + keyBlocks(facts)
        + [.hint(Phrase.joined(hints(facts)))]
        + buttons(for: reminder.owners)
        + notes(facts)
        + [.smallPrint(smallPrint(for: reminder, facts))])
  }

  private func lead(to owners: [ReminderOwner]) -> Phrase {
    guard let owner = owners.first, owners.count == 1 else {
      return """
        Hello! You are the contact of \(strong: "\(owners.count) IAM users") in AWS account \
        \(strong: accountID). They have
        """
    }
    let place: Phrase = "\(strong: owner.userName) in AWS account \(strong: accountID)"
    return owner.isContacted
      ? "Hello! You are the contact of IAM user \(place). It has"
      : "Hello! Your IAM user \(place) has"
  }

  /// One kind of advice: the keys, then how to do it. Several: so for each of them.
  private func keyBlocks(_ facts: ReminderFacts) -> [Letter.Block] {
    let alone = facts.groups.count == 1
    return facts.groups.flatMap { group -> [Letter.Block] in
      [
        .list(
          title: alone ? nil : group.title, group.keys.map(facts.listing.item),
          rest: group.advice == facts.groups.last?.advice ? facts.rest : nil),
        .steps(title: alone ? group.question : nil, group.steps),
      ]
    }
  }

  private func hints(_ facts: ReminderFacts) -> [Phrase] {
    var hints: [Phrase] = []
    if facts.groups.contains(where: \.isAbridged) {
      hints.append("Where there are many keys, the commands are those of the oldest one.")
    }
    if facts.groups.contains(where: { $0.steps.contains { !$0.commands.isEmpty } }) {
      hints.append(
        "Run the commands in AWS CloudShell, or where you are signed in to account \(accountID).")
    }
    if facts.groups.count > 1 {
      hints.append(
        "A deactivated key can be activated again; a deleted one cannot be brought back.")
    }
    return hints + ["More: \(link: "step-by-step guide", to: rotationGuide)"]
  }

  private func buttons(for owners: [ReminderOwner]) -> [Letter.Block] {
    guard let owner = owners.first, owners.count == 1, let page = consolePage(of: owner.userName)
    else { return [] }
    return [.button("Open in the AWS console", address: page)]
  }

  private func notes(_ facts: ReminderFacts) -> [Letter.Block] {
    var notes: [Letter.Block] = []
    if facts.groups.contains(where: { $0.advice == .rotate || $0.advice == .switchOver }) {
      notes.append(
        .note(
          """
          \(strong: "Is a key no longer needed?") Then there is nothing to switch: deactivate it \
          and delete it right away.
          """))
    }
    if facts.urgency == .final {
      notes.append(
        .note(
          """
          \(strong: "Is something in the way?") Then please say so to \(helper). Until you act, \
          \(facts.count == 1 ? "this key works" : "these keys work") for everyone who has a copy.
          """))
    }
    return notes
  }

  private var helper: Phrase {
    supportEmail.map { "\($0)" } ?? "those who look after this account"
  }

  private func smallPrint(for reminder: Reminder, _ facts: ReminderFacts) -> [Phrase] {
    let keys = facts.count == 1 ? "the key is" : "the keys are"
    let when = sendEveryDays == 1 ? "tomorrow" : "in \(days(sendEveryDays))"
    return [
      """
      Nothing happens by itself: nobody deactivates or deletes a key for you. The next reminder \
      comes \(strong: when); reminders stop once \(keys) deactivated or deleted.
      """
    ] + supportLine + [
      """
      Nobody needs your secret access key: never send it to anyone, not even in an answer to \
      this mail.
      """,
      """
      This mail was sent automatically. You get it because \(reasons(for: reminder.owners)) in AWS \
      account \(accountID).
      """,
    ]
  }

  private var supportLine: [Phrase] {
    guard let supportEmail else { return [] }
    return ["Questions? Answer this mail or write to \(supportEmail)."]
  }
}
