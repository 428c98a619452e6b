// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// A mail, ready to be sent.
public struct Mail: Sendable, Equatable {
  /// All recipients, who see each other: one for a reminder. Never empty.
  public let to: [EmailAddress]
  /// One line, without line breaks.
  public let subject: String
  /// The plain-text body.
  public let text: String
  /// The same as HTML.
  public let html: String

  /// Creates a mail.
  public init(to: [EmailAddress], subject: String, text: String, html: String) {
    self.to = to
    self.subject = subject
    self.text = text
    self.html = html
  }
}

/// A mail to one person, worded by a template that the mail service stores.
public struct TemplatedMail: Sendable, Equatable {
  /// The only recipient.
  public let to: EmailAddress
  /// The template's name.
  public let template: String
  /// The template's data, as a JSON object.
  public let data: String

  /// Creates a mail.
  public init(to: EmailAddress, template: String, data: String) {
    self.to = to
    self.template = template
    self.data = data
  }
}

/// A mail, worded by us or by a template.
public enum Message: Sendable, Equatable {
  /// Worded by us.
  case written(Mail)
  /// Worded by a template.
  case templated(TemplatedMail)

  /// All recipients.
  public var to: [EmailAddress] {
    switch self {
    case .written(let mail): mail.to
    case .templated(let mail): [mail.to]
    }
  }
}
