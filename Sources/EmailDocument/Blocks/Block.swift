// SPDX-License-Identifier: Apache-2.0

extension EmailDocument {
  /// One piece of the document. A title, if there is one, stands above it.
  public enum Block: Sendable {
    /// Running text.
    case paragraph(RichText)
    /// Things with a detail each; `rest` stands for those that were left out.
    case list(title: RichText?, [Item], rest: RichText?)
    /// What to do, one step after the other.
    case steps(title: RichText?, [Step])
    /// The one thing to click on, and the web page that it opens.
    case button(RichText, address: String)
    /// Text that is set apart from the rest.
    case note(RichText)
    /// Text in a quieter tone.
    case hint(RichText)
    /// Numbers to be seen first.
    case figures([Figure])
    /// Counts beside each other; the largest has the longest bar.
    case chart(title: RichText, [Bar])
    /// Background information at the end.
    case smallPrint([RichText])
  }
}
