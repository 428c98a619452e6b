// SPDX-License-Identifier: Apache-2.0

/// What a mail says, before it is text or HTML.
///
/// Everything is said once, here, and written down twice (`LetterText`, `LetterHTML`): the two
/// bodies of a mail cannot drift apart. A new kind of content is a new case of ``Block``, and the
/// compiler asks both writers for it.
struct Letter: Sendable, Equatable {
  /// The subject, one line of printable ASCII whatever was put in.
  let subject: String
  /// What an inbox shows beside the subject. Says nothing that the blocks do not say.
  let preview: Phrase
  let heading: Phrase
  let blocks: [Block]

  /// One piece of the letter, from the top to the bottom. A title stands above it, if it has one.
  enum Block: Sendable, Equatable {
    case paragraph(Phrase)
    /// Things with a detail each; `rest` stands for those left out.
    case list(title: Phrase?, [Item], rest: Phrase?)
    /// What to do, one after the other.
    case steps(title: Phrase?, [Step])
    /// The one thing to click on.
    case button(Phrase, address: String)
    /// Set apart from the rest.
    case note(Phrase)
    /// Said in passing.
    case hint(Phrase)
    /// Numbers to be seen first.
    case figures([Figure])
    /// Counts beside each other, the longest bar for the largest.
    case chart(title: Phrase, [Bar])
    /// What one wants to know after having read the rest.
    case smallPrint([Phrase])
  }

  struct Item: Sendable, Equatable {
    let name: Phrase
    var detail: Phrase?
    /// Further lines.
    var more: [Phrase] = []
  }

  struct Step: Sendable, Equatable {
    let title: Phrase
    var detail: Phrase?
    /// What does it, to be copied.
    var commands: [Command] = []
  }

  struct Figure: Sendable, Equatable {
    let count: Int
    let label: Phrase
  }

  struct Bar: Sendable, Equatable {
    let label: Phrase
    let count: Int
    /// Whether it stands for something that should not be.
    let isAlarming: Bool
  }

  init(subject: String, preview: Phrase, heading: Phrase, blocks: [Block]) {
    self.subject = Self.header(subject)
    self.preview = preview
    self.heading = heading
    self.blocks = blocks
  }

  /// The mail that carries this letter to `recipient`.
  func mail(to recipient: EmailAddress) -> Mail {
    Mail(to: recipient, subject: subject, text: text, html: html.markup)
  }

  /// SES would encode other characters, but a line break must never get as far as a header.
  private static func header(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      line.unicodeScalars.append((" "..."~").contains(scalar) ? scalar : "?")
    }
    return line
  }
}
