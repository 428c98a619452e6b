// SPDX-License-Identifier: Apache-2.0

/// A sentence or two with emphasis and links, before it is text or HTML.
///
///     let lead: RichText = "Your user \(strong: name) has \(count) keys."
///
/// Every interpolated value becomes one line of visible characters. A value from outside can
/// neither begin a new line of the plain text nor turn the reading direction of what follows it.
public struct RichText: Sendable {
  /// Text of one style.
  enum Run: Sendable {
    case plain(String)
    case strong(String)
    /// An identifier, to be read or copied character by character.
    case code(String)
    /// Text that stays on one line, although a hyphen would allow a break.
    case noBreak(String)
    /// An e-mail address, which opens a new mail.
    case emailAddress(String)
    /// A link that opens a new mail.
    case emailDraft(String, EmailDraft)
    /// A web page.
    case link(String, address: String)

    var text: String {
      switch self {
      case .plain(let text), .strong(let text), .code(let text), .noBreak(let text),
        .emailAddress(let text), .emailDraft(let text, _), .link(let text, _):
        text
      }
    }
  }

  let runs: [Run]

  /// The words without their styles and links.
  public var text: String {
    if runs.count == 1, let run = runs.first { return run.text }
    var text = ""
    for run in runs { text += run.text }
    return text
  }

  /// Several texts as one, with a separator between them.
  public static func joined(_ texts: [RichText], by separator: RichText = " ") -> RichText {
    var runs: [Run] = []
    for (index, text) in texts.enumerated() {
      if index > 0 { runs += separator.runs }
      runs += text.runs
    }
    return RichText(runs: runs)
  }
}
