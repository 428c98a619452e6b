// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSJSON
public import JSON

/// Reads items of one partition, page by page, as the last successful writes left them.
///
/// [Query](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html)
public struct Query: JSONOperation, PagedOperation {
  /// An item's attributes.
  public typealias Item = Attributes

  /// `Query`.
  public static let name = "Query"
  /// DynamoDB's.
  public static let jsonVersion = JSONVersion.v1_0
  /// The API's version of 2012.
  public static let target = "DynamoDB_20120810"
  /// `true`: it only reads.
  public static let isRepeatable = true
  /// 4 MiB: a page ends at 1 MB of attributes, and as JSON they take more.
  public static let responseLimit = 1 << 22

  /// The table's name or ARN.
  public let table: String
  /// Which items: `#scope = :scope AND begins_with(id, :prefix)`.
  public let condition: String
  /// What the condition calls attributes, by the aliases.
  public let names: [String: String]
  /// What the condition calls values, by the aliases.
  public let values: Attributes
  /// The most items of a page.
  public let pageSize: Int
  /// Whether the items come from the last to the first.
  public let isBackwards: Bool
  /// The key of the last item that was read, as JSON; `nil` for none.
  private(set) var marker: String?

  /// Creates a query at its first page.
  public init(
    table: String, condition: String, names: [String: String], values: Attributes, pageSize: Int,
    isBackwards: Bool = false
  ) {
    self.table = table
    self.condition = condition
    self.names = names
    self.values = values
    self.pageSize = pageSize
    self.isBackwards = isBackwards
  }

  /// The query of the page behind `marker`.
  public func continued(at marker: String) -> Query {
    var next = self
    next.marker = marker
    return next
  }

  /// The query as JSON.
  ///
  /// - Throws: ``AWSError/invalidRequest(_:)`` for a marker that is not a page's.
  public func input() throws(AWSError) -> JSON {
    [
      "TableName": .string(table), "KeyConditionExpression": .string(condition),
      "ExpressionAttributeNames": .object(names.mapValues(JSON.string)),
      "ExpressionAttributeValues": values.json, "ConsistentRead": .bool(true),
      "Limit": .integer(pageSize), "ScanIndexForward": isBackwards ? .bool(false) : nil,
      "ExclusiveStartKey": try startKey(),
    ]
  }

  private func startKey() throws(AWSError) -> JSON? {
    guard let marker else { return nil }
    guard let key = try? JSON(parsing: Array(marker.utf8)) else {
      throw .invalidRequest("the page's marker is not a key")
    }
    return key
  }

  /// Reads a page, which may be empty and have others behind it. A response without `Items` is not
  /// an empty page.
  public func output(of body: JSON) throws(MalformedResponse) -> Page<Attributes> {
    guard let items = try body.member("Items", \.array) else {
      throw MalformedResponse("there are no Items")
    }
    return Page(
      items: try items.map { item throws(MalformedResponse) in try Attributes(item) },
      nextMarker: try body.member("LastEvaluatedKey", \.lastKey))
  }
}

extension JSON {
  /// Where a list continues: a key as a text, the same text for the same key.
  fileprivate var lastKey: String? { object.flatMap { $0.isEmpty ? nil : text } }
}
