// SPDX-License-Identifier: Apache-2.0

/// What a reminder says, for an SES template to say it in other words (`EMAIL_TEMPLATE`).
///
/// Its JSON form is documented in docs/EMAIL_TEMPLATE.md.
public struct TemplateData: Sendable, Equatable, Encodable {
  /// The account, twelve digits.
  public let accountId: String
}

extension Letterhead {
  /// The data of one reminder for an SES template.
  func templateData(for reminder: Reminder) -> TemplateData {
    TemplateData(accountId: accountID)
  }
}
