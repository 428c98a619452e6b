// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder
import UTC

// The names under which the wording files know the module EmailDocument, until they move to a module
// of their own. Nothing else belongs here.

typealias Letter = EmailDocument
typealias Phrase = RichText

extension EmailDocument {
  func mail(to recipient: EmailAddress) -> Mail {
    let email = rendered()
    return Mail(to: recipient, subject: email.subject, text: email.text, html: email.html)
  }
}

extension EmailDocument.Step {
  init(title: RichText, detail: RichText?, commands: [Command]) {
    self.init(title: title, detail: detail, commands: commands.map(\.line))
  }
}

extension RichText.StringInterpolation {
  mutating func appendInterpolation(_ day: Day) { appendInterpolation(noBreak: day.description) }

  mutating func appendInterpolation(whole text: String) { appendInterpolation(noBreak: text) }

  mutating func appendInterpolation(_ address: EmailAddress) {
    appendInterpolation(emailAddress: address.value)
  }
}

extension String {
  var line: String { self }
}

func oneLine(_ text: String) -> String { text.singleLine }

func brief(_ text: String, to length: Int) -> String { text.shortened(to: length) }

func percentEncoded(_ text: String) -> String { text.percentEncoded() }
