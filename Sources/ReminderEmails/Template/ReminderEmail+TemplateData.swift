// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Identifiers
import KeyReminder
import UTC

extension ReminderEmail {
  /// The facts of the reminder for an SES template.
  var templateData: TemplateData {
    let listed = summary.sections.flatMap(\.keys).map(\.key.id)
    return TemplateData(
      subject: subject.printableASCII.withoutMarkup, accountId: context.accountID ?? "",
      accountName: (context.accountName?.description ?? "").withoutMarkup,
      recipient: reminder.recipient.description, redirected: context.redirectedTo != nil,
      urgency: summary.urgency.rawValue, overdue: summary.urgency != .reminder,
      alertAfterDays: context.alertAfterDays, sendEveryDays: next.inDays,
      nextReminder: next.day.description,
      supportEmail: context.supportEmails.map(\.description).joined(separator: ", "),
      supportURL: context.supportPage?.description ?? "", moreTimeURL: requestForTime?.url ?? "",
      rotationGuide: context.guides.rotation, alternativesGuide: context.guides.alternatives,
      adviceURL: context.advicePage?.description ?? "", alternatives: alternatives.map(\.clause),
      reminderNumber: reminder.details.number?.number ?? 0,
      firstReminder: reminder.details.number?.first.description ?? "",
      keyCount: summary.keyCount, oldestDays: summary.oldestDays,
      keysNotListed: summary.keyCount - listed.count, users: users(with: Set(listed)))
  }

  private func users(with listed: Set<String>) -> [TemplateData.User] {
    reminder.owners.compactMap { owner in
      let keys = owner.keys.filter { listed.contains($0.id) }
      guard !keys.isEmpty else { return nil }
      return TemplateData.User(
        userName: owner.userName.withoutMarkup,
        reason: Self.reasons(for: [owner]).text.withoutMarkup,
        consoleURL: context.consolePage(of: owner.userName) ?? "",
        keys: keys.map {
          TemplateData.Key($0, of: owner, due: $0.due(after: context.alertAfterDays))
        })
    }
  }
}

extension TemplateData.Key {
  fileprivate init(_ key: ListedKey, of owner: ReminderOwner, due: Day) {
    let section = AdviceSection(
      advice: key.advice, keys: [ReminderKey(key, of: owner)], isOneOfMany: false)
    self.init(
      id: key.id.withoutMarkup, created: Day(key.created).description,
      due: due.description, ageDays: key.ageDays,
      description: (key.description ?? "").withoutMarkup,
      lastUse: key.use.clause.text.withoutMarkup, advice: key.advice.rawValue,
      steps: section.steps.map {
        // Where a step has several commands, they are those of another key's own steps.
        TemplateData.Step(
          title: $0.title.text.withoutMarkup,
          command: $0.commands.count == 1 ? $0.commands.first ?? "" : "")
      })
  }
}

extension EmailDocument.Item {
  fileprivate var clause: String {
    "\(name.text): \(detail?.text ?? "")".withoutMarkup
  }
}

extension String {
  /// The text on one line, without the characters that begin a tag or an entity or that end an
  /// attribute's value. Names and tags do not hold them anyway: IAM does not allow them.
  fileprivate var withoutMarkup: String {
    let line = singleLine
    guard line.utf8.contains(where: "<>&\"'`".utf8.contains) else { return line }
    var text = ""
    // Scalars, because a combining mark behind `<` makes another character of it.
    text.unicodeScalars.append(
      contentsOf: line.unicodeScalars.filter { !"<>&\"'`".unicodeScalars.contains($0) })
    return text
  }
}
