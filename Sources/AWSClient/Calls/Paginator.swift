// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// One page of a longer list.
public struct Page<Item: Sendable>: Sendable {
  /// What this page lists. An empty page is not the last one by itself.
  public let items: [Item]
  /// Where the list goes on; `nil` on the last page.
  public let nextMarker: String?

  /// Creates a page.
  public init(items: [Item], nextMarker: String?) {
    self.items = items
    self.nextMarker = nextMarker
  }
}

extension Page: Equatable where Item: Equatable {}

/// An operation that answers page by page.
public protocol PagedOperation<Item>: Operation where Output == Page<Item> {
  /// What is listed.
  associatedtype Item: Sendable
  /// The same question about what comes after `marker`.
  func continued(at marker: String) -> Self
}

/// Walks through all pages of a list, one call a page.
///
/// Only a page without a marker ends the list: "IAM might return fewer results, even when there are
/// more" ([ListUsers](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html)).
public struct Paginator<Op: PagedOperation>: Sendable {
  private var pending: Op?
  private var seen: Set<String> = []

  /// Begins at the page that `first` asks for.
  public init(_ first: Op) { pending = first }

  /// The items of the next page, which may be none; `nil` when the list has ended.
  ///
  /// After an error of the call the paginator stands where it stood: `next` asks for the same page.
  ///
  /// - Throws: what the call throws; ``AWSError/malformedAnswer(_:)`` when a page leads back to a
  ///   page already read. Such a page's items are not handed out: the list cannot be trusted.
  public mutating func next(
    from client: some AWSCalling, by deadline: Deadline
  ) async throws(AWSError) -> [Op.Item]? {
    guard let operation = pending else { return nil }
    let page = try await client.call(operation, by: deadline)
    if let marker = page.nextMarker, !seen.insert(marker).inserted {
      throw .malformedAnswer("\(Op.name) leads back to a page that was already read")
    }
    pending = page.nextMarker.map { marker in operation.continued(at: marker) }
    return page.items
  }
}
