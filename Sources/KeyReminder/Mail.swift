// SPDX-License-Identifier: Apache-2.0

/// A mail to one person, ready to be sent.
public struct Mail: Sendable, Equatable {
  /// The only recipient.
  public let to: EmailAddress
  /// One line, without line breaks.
  public let subject: String
  /// The plain-text body.
  public let text: String
  /// The same as HTML.
  public let html: String

  /// Creates a mail.
  public init(to: EmailAddress, subject: String, text: String, html: String) {
    self.to = to
    self.subject = subject
    self.text = text
    self.html = html
  }
}
