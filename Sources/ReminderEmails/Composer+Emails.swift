// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Identifiers
import JSON
public import KeyReminder

// ReminderEmails: what our e-mails say. `Facts` has what a reminder shows of a recipient group,
// `Reminder` the e-mail that says it, `Template` the same facts for a template that is stored in
// SES, and `AdminReport` the e-mail about a run.

extension Composer {
  /// Writes the e-mails of one run.
  ///
  /// - Parameter template: the SES template that words the reminders; `nil` for our own words.
  public init(context: MessageContext, template: String?) {
    self.init(
      reminder: { context.message(about: Reminder($0, $1), template: template) },
      adminReport: { context.mail(about: AdminReport($0), to: $1) },
      accountNotice: { context.mail(about: $0) })
  }
}

extension MessageContext {
  func message(about reminder: Reminder, template: String?) -> Message {
    let email = ReminderEmail(reminder, context: about(reminder.accounts))
    let recipient = redirectedTo ?? reminder.recipient
    guard let template else { return .written(Mail(email.document, to: [recipient])) }
    return .templated(
      TemplatedMail(to: recipient, template: template, data: email.templateData.json.text))
  }

  func mail(about report: AdminReport, to admins: [EmailAddress]) -> Mail {
    let context = report.accounts.map { spanning($0.listed) } ?? self
    let email = AdminReportEmail(report: report, admins: admins, context: context)
    return Mail(email.document, to: redirectedTo.map { [$0] } ?? admins)
  }

  func mail(about notice: AccountNotice) -> Mail {
    let context = about([notice.account.id])
    let email = AccountNoticeEmail(notice: notice, context: context)
    return Mail(email.document, to: [redirectedTo ?? notice.recipient])
  }
}

extension Mail {
  fileprivate init(_ document: EmailDocument, to recipients: [EmailAddress]) {
    let email = document.rendered()
    self.init(to: recipients, subject: email.subject, text: email.text, html: email.html)
  }
}
