// SPDX-License-Identifier: Apache-2.0

// What a reminder says. The reader has three seconds: what is wrong, with which key, what to do.

extension Letterhead {
  /// Keys beyond this many are counted, not listed: fifty lines are as many as anyone works
  /// through, they are the oldest ones, and even with the longest ids AWS allows they stay well
  /// under the 102 KB at which Gmail cuts a mail off.
  static let longestList = 50

  /// Writes the mail of one reminder.
  func mail(for reminder: Reminder) -> Mail {
    letter(for: reminder).mail(to: reminder.recipient)
  }

  func letter(for reminder: Reminder) -> Letter {
    let keys = reminder.keys
    let one = keys.count == 1
    let what = one ? "your AWS access key" : "\(keys.count) AWS access keys"
    return Letter(
      subject: "Please rotate \(what) (account \(accountID))",
      preview: preview(of: keys),
      heading: "Please rotate \(what)",
      blocks: [
        .paragraph(
          lead(to: reminder.owners.map(\.userName).joined(separator: ", "), about: keys.count)),
        list(of: keys),
        .steps(title: one ? "How to rotate it" : "How to rotate each of them", Self.rotation),
        .button("Open the step-by-step guide", address: rotationGuide),
        .note(Self.shortcut),
        .smallPrint(smallPrint(for: reminder)),
      ])
  }

  private func preview(of keys: [StaleKey]) -> Phrase {
    let age = days(keys.first?.ageDays ?? 0)
    let subject = keys.count == 1 ? "It" : "The oldest"
    return "\(subject) is \(age) old. Create a new key, switch to it, delete the old one."
  }

  private func lead(to userName: String, about count: Int) -> Phrase {
    let keys = count == 1 ? "an access key that is" : "\(count) access keys that are"
    return """
      Hello! Your IAM user \(strong: userName) in AWS account \(strong: accountID) has \(keys) \
      due for replacement: keys here are replaced after \(days(alertAfterDays)).
      """
  }

  private func list(of keys: [StaleKey]) -> Letter.Block {
    let items = keys.prefix(Self.longestList).map { key in
      Letter.Item(name: "\(code: key.id)", detail: Self.detail(of: key))
    }
    let rest = keys.dropFirst(Self.longestList)
    return .list(items, rest: rest.first.map { Self.rest(rest.count, oldest: $0) })
  }

  private static func detail(of key: StaleKey) -> Phrase {
    guard let created = UTCDay(key.created) else { return "\(strong: days(key.ageDays) + " old")" }
    return "\(strong: days(key.ageDays) + " old"), created \(created)"
  }

  private static func rest(_ count: Int, oldest: StaleKey) -> Phrase {
    "and \(count) more, none of them older than \(days(oldest.ageDays))"
  }
}

extension Letterhead {
  private static let rotation: [Letter.Step] = [
    Letter.Step(
      title: "Create a second access key.",
      detail: """
        The old one keeps working. AWS allows two keys per user: if there are two already, \
        first move everything to one of them and delete the other.
        """),
    Letter.Step(
      title: "Switch every program to the new key.",
      detail: "Think of scripts, servers, pipelines and your own computer."),
    Letter.Step(
      title: "Deactivate the old key and watch for a few days.",
      detail: "If something stops working, activate it again and go back to step 2."),
    Letter.Step(
      title: "Delete the old key.",
      detail: "A deleted key cannot be brought back; a deactivated one can."),
  ]

  private static let shortcut: Phrase = """
    \(strong: "Is a key no longer needed?") Then there is nothing to switch: deactivate it and \
    delete it right away.
    """

  private func smallPrint(for reminder: Reminder) -> [Phrase] {
    let keys = reminder.keys.count == 1 ? "the key is" : "the keys are"
    let when = sendEveryDays == 1 ? "tomorrow" : "in \(days(sendEveryDays))"
    return [
      """
      The next reminder comes \(strong: when). Reminders stop by themselves once \(keys) \
      deactivated or deleted.
      """
    ] + supportLine + [
      """
      Nobody needs your secret access key: never send it to anyone, not even in an answer to \
      this mail.
      """,
      """
      This mail was sent automatically. You get it because your address is the name of IAM user \
      \(reminder.owners.map(\.userName).joined(separator: ", ")) in AWS account \(accountID).
      """,
    ]
  }

  private var supportLine: [Phrase] {
    guard let supportEmail else { return [] }
    return ["Questions? Answer this mail or write to \(supportEmail)."]
  }
}

/// `1 day`, `2 days`.
private func days(_ count: Int) -> String {
  count == 1 ? "1 day" : "\(count) days"
}
