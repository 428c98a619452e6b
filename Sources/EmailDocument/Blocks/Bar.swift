// SPDX-License-Identifier: Apache-2.0

extension EmailDocument {
  /// A bar of a chart.
  public struct Bar: Sendable {
    /// What is counted, in a few words.
    public let label: RichText
    /// The length of the bar, 0 or more.
    public let count: Int
    /// Whether the bar counts something that should not exist. It then has another colour.
    public let isAlarming: Bool

    /// Creates a bar.
    public init(label: RichText, count: Int, isAlarming: Bool) {
      self.label = label
      self.count = count
      self.isAlarming = isAlarming
    }
  }
}
