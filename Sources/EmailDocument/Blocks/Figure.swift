// SPDX-License-Identifier: Apache-2.0

extension EmailDocument {
  /// A number with its unit: `42 stale keys`.
  public struct Figure: Sendable {
    /// The number.
    public let count: Int
    /// What is counted.
    public let label: RichText

    /// Creates a figure.
    public init(count: Int, label: RichText) {
      self.count = count
      self.label = label
    }
  }
}
