// SPDX-License-Identifier: Apache-2.0

extension Letterhead {
  /// Writes the mail of one reminder.
  func mail(for reminder: Reminder) -> Mail {
    let lines = reminder.keys.map { "\($0.id): \($0.ageDays) days" }.joined(separator: "\n")
    return Mail(
      to: reminder.recipient, subject: "AWS account \(accountID): rotate your access keys",
      text: lines, html: lines)
  }
}
