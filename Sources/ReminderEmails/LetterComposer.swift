// SPDX-License-Identifier: Apache-2.0
import JSON
public import KeyReminder

extension Composer {
  /// Writes mails under a letterhead.
  ///
  /// - Parameter template: the SES template that says the reminders in other words.
  public init(letterhead: Letterhead, template: String?) {
    self.init(
      reminder: { letterhead.message(about: $0, template: template) },
      adminReport: { letterhead.mail(for: $0, to: $1) })
  }
}

extension Letterhead {
  /// The mail of one reminder, in our words or for a template.
  func message(about reminder: Reminder, template: String?) -> Message {
    guard let template else { return .written(mail(for: reminder)) }
    return .templated(
      TemplatedMail(
        to: redirectedTo ?? reminder.recipient, template: template,
        data: templateData(for: reminder).json.text))
  }
}
