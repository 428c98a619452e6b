// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// Reads all pages of a list, with one call for each.
///
/// Only a page without a marker ends the list: "IAM might return fewer results, even when there are
/// more" ([ListUsers](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html)).
public struct Paginator<Op: PagedOperation>: Sendable {
  private var pending: Op?
  private var seen: Set<String> = []
  private var pages = 0

  /// Begins at the page that `first` asks for.
  public init(_ first: Op) { pending = first }

  /// Whether there is another page.
  public var hasNext: Bool { pending != nil }

  /// The items of the next page, perhaps none; `nil` when the list has ended.
  ///
  /// After a failed call the paginator has not moved: `next` reads the same page.
  ///
  /// - Throws: what the call throws; ``AWSError/malformedResponse(_:)`` when a page leads back to
  ///   one that was already read. The items of such a page are not returned: the list cannot be
  ///   trusted.
  public mutating func next(
    from client: some AWSCalling, by deadline: Deadline
  ) async throws(AWSError) -> [Op.Item]? {
    guard let operation = pending else { return nil }
    let page = try await client.call(operation, by: deadline)
    if let marker = page.nextMarker, !seen.insert(marker).inserted {
      throw .malformedResponse("\(Op.name) leads back to a page that was already read")
    }
    pending = page.nextMarker.map { marker in operation.continued(at: marker) }
    pages += 1
    client.observer?(
      .page(
        operation: Op.name, number: pages, items: page.items.count, isLast: pending == nil))
    return page.items
  }
}
