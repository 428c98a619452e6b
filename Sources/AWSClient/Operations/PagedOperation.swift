// SPDX-License-Identifier: Apache-2.0

/// An operation whose result comes page by page.
public protocol PagedOperation<Item>: Operation where Output == Page<Item> {
  /// What is listed.
  associatedtype Item: Sendable
  /// The operation that reads the page at `marker`.
  func continued(at marker: String) -> Self
}
