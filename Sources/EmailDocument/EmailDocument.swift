// SPDX-License-Identifier: Apache-2.0

// EmailDocument: the content of an e-mail as a typed value, and its two bodies, plain text and
// HTML. The content is stated once and rendered twice, so the two bodies cannot drift apart. A new
// kind of content is a new case of `Block`, and the compiler asks both renderings for it. The
// module knows neither what the e-mail is about nor how it is sent.

/// What an e-mail says, before it is text or HTML.
public struct EmailDocument: Sendable {
  /// The subject: one line of printable ASCII.
  public let subject: String
  /// What an inbox shows beside the subject. It repeats what the blocks say.
  public let preview: RichText
  /// The headline of both bodies.
  public let heading: RichText
  /// The content, from the top to the bottom.
  public let blocks: [Block]

  /// Creates a document.
  ///
  /// - Parameter subject: every character other than printable ASCII becomes `?`. SES would encode
  ///   other letters, but a line break must never reach a header.
  public init(subject: String, preview: RichText, heading: RichText, blocks: [Block]) {
    self.subject = subject.printableASCII
    self.preview = preview
    self.heading = heading
    self.blocks = blocks
  }

  /// The subject and both bodies.
  public func rendered() -> RenderedEmail {
    RenderedEmail(subject: subject, text: plainText, html: html.markup)
  }
}
