// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

/// The e-mail to the owner of stale keys.
///
/// Its reader has three seconds: what is wrong, with which key, what to do.
struct ReminderEmail {
  let context: MessageContext
  let reminder: Reminder
  let summary: ReminderSummary
  /// A part for each account; empty if there is one.
  let parts: [AccountPart]

  init(_ reminder: Reminder, context: MessageContext) {
    self.context = context
    self.reminder = reminder
    summary = ReminderSummary(reminder, context: context)
    parts = AccountPart.parts(of: reminder, context: context)
  }

  var document: EmailDocument {
    EmailDocument(
      subject: subject, preview: summary.preview, heading: "\(request)",
      blocks: context.redirectionNote(for: [reminder.recipient])
        + [.paragraph("\(salutation) \(summary.need)")]
        + history
        + (parts.isEmpty ? keyBlocks : accountBlocks)
        + [.hint(.joined(hints))]
        + consoleButton
        + notes
        + [.smallPrint(smallPrint)])
  }

  var subject: String {
    context.subjectPrefix(for: [reminder.recipient])
      + request + (context.accountInSubject.map { " (\($0))" } ?? "") + subjectEnding
  }

  /// `Please rotate 7 AWS access keys in 3 accounts`.
  private var request: String {
    summary.request + (context.accountCount.map { " in \($0) accounts" } ?? "")
  }

  /// Ends with the verb that ``ReminderSummary/need`` continues.
  private var salutation: RichText {
    guard let owner = reminder.onlyOwner else {
      return """
        Hello! You are the contact of \(strong: "\(reminder.owners.count) IAM users") in \
        \(context.account). They have
        """
    }
    let user: RichText = "\(strong: owner.userName) in \(context.account)"
    return owner.hasContactTag
      ? "Hello! You are the contact of IAM user \(user). It has"
      : "Hello! Your IAM user \(user) has"
  }

  /// The keys and what to do with them; a part for each advice if there are several. The first part
  /// whose keys are to be replaced says before its steps how to do without a key.
  private var keyBlocks: [EmailDocument.Block] {
    let sections = summary.sections
    let isOnly = sections.count == 1
    let replacing = sections.first(where: \.replaces)?.advice
    return sections.flatMap { section -> [EmailDocument.Block] in
      let alternatives = section.advice == replacing ? alternativesList : []
      let list = EmailDocument.Block.list(
        title: isOnly ? nil : section.title, section.keys.map(summary.listFormat.item),
        rest: section.advice == sections.last?.advice ? summary.rest : nil)
      let title = isOnly || !alternatives.isEmpty ? section.question : nil
      return [list] + alternatives + [.steps(title: title, section.steps)]
    }
  }

  private var hints: [RichText] {
    var hints: [RichText] = []
    if summary.sections.contains(where: \.isAbridged) {
      hints.append("Where there are many keys, the commands are those of the oldest one.")
    }
    if summary.hasCommands, context.accountCount != nil {
      hints.append(
        """
        Run the commands of each account in its AWS CloudShell, or where you are signed in to it. If one is \
        denied, ask \(context.helper).
        """)
    } else if summary.hasCommands {
      hints.append(
        """
        Run the commands in AWS CloudShell, or where you are signed in to \
        \(context.accountLabel.map { "account \($0.text)" } ?? "the account"). If one is denied, ask \
        \(context.helper).
        """)
    }
    if summary.sections.count > 1 {
      hints.append(
        "A deactivated key can be activated again; a deleted one cannot be brought back.")
    }
    return hints + ["More: \(link: "step-by-step guide", to: context.guides.rotation)"]
  }

  private var consoleButton: [EmailDocument.Block] {
    guard let owner = reminder.onlyOwner, let page = context.consolePage(of: owner.userName) else {
      return []
    }
    return [.button("Open in the AWS console", address: page)]
  }

  private var notes: [EmailDocument.Block] {
    guard summary.urgency == .final else { return [] }
    return [
      .note(
        """
        \(strong: "Is something in the way?") Then please say so to \(context.helper). Until you act, \
        \(summary.keyCount == 1 ? "this key works" : "these keys work") for everyone who has a copy.
        """)
    ]
  }
}
