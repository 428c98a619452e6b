// SPDX-License-Identifier: Apache-2.0

extension EmailDocument {
  /// One thing to do.
  public struct Step: Sendable {
    /// The instruction.
    public let title: RichText
    /// What to know about it.
    public let detail: RichText?
    /// Shell commands that do it, one line each, to be copied.
    public let commands: [String]

    /// Creates a step.
    public init(title: RichText, detail: RichText? = nil, commands: [String] = []) {
      self.title = title
      self.detail = detail
      self.commands = commands.map(\.singleLine)
    }
  }
}
