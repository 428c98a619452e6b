// SPDX-License-Identifier: Apache-2.0

extension EmailDocument {
  /// An entry of a list.
  public struct Item: Sendable {
    /// What the entry is about.
    public let name: RichText
    /// What to say about it. It stands beside the name if it fits there.
    public let detail: RichText?
    /// Further lines below.
    public let more: [RichText]
    /// A shell command that does something about it, one line, to be copied.
    public let command: String?

    /// Creates an entry.
    public init(
      name: RichText, detail: RichText? = nil, more: [RichText] = [], command: String? = nil
    ) {
      self.name = name
      self.detail = detail
      self.more = more
      self.command = command?.singleLine
    }
  }
}
