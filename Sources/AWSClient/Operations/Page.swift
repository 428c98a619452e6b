// SPDX-License-Identifier: Apache-2.0

/// One page of a list.
public struct Page<Item: Sendable>: Sendable {
  /// The items of this page. An empty page is not necessarily the last one.
  public let items: [Item]
  /// Where the next page begins; `nil` on the last page.
  public let nextMarker: String?

  /// Creates a page.
  public init(items: [Item], nextMarker: String?) {
    self.items = items
    self.nextMarker = nextMarker
  }
}

extension Page: Equatable where Item: Equatable {}
