// SPDX-License-Identifier: Apache-2.0

// DynamoDB: Amazon DynamoDB as a service value, and its operations as values. One file an
// operation. What a condition refuses is a result: the item that stood in the way.

public import AWSClient
public import AWSJSON
public import HTTP
public import JSON

/// Changes one item, or creates it, when a condition is met.
///
/// [UpdateItem](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html)
public struct UpdateItem: JSONOperation {
  /// `UpdateItem`.
  public static let name = "UpdateItem"
  /// DynamoDB's.
  public static let jsonVersion = JSONVersion.v1_0
  /// The API's version of 2012.
  public static let target = "DynamoDB_20120810"
  /// `true`: the caller's condition must recognise what an earlier attempt has written.
  public static let isRepeatable = true
  /// 1 MiB: the item that stood in the way has at most 400 KB.
  public static let responseLimit = 1 << 20

  /// The table's name or ARN.
  public let table: String
  /// The item's key.
  public let key: Attributes
  /// What is changed: `SET #state = :sent`.
  public let update: String
  /// What must hold before: `attribute_not_exists(id)`; `nil` for nothing.
  public let condition: String?
  /// What the expressions call attributes, by the aliases: `["#state": "state"]`. Not empty.
  public let names: [String: String]
  /// What the expressions call values, by the aliases. Not empty.
  public let values: Attributes

  /// Creates a change.
  public init(
    table: String, key: Attributes, update: String, condition: String? = nil,
    names: [String: String], values: Attributes
  ) {
    self.table = table
    self.key = key
    self.update = update
    self.condition = condition
    self.names = names
    self.values = values
  }

  /// What became of the change.
  public enum Output: Sendable, Equatable {
    /// The item is as it was to be.
    case written
    /// The condition was not met. The item is as it was; `nil` when there is none.
    case conditionFailed(Attributes?)
  }

  /// The change as JSON.
  public func input() -> JSON {
    [
      "TableName": .string(table), "Key": key.json, "UpdateExpression": .string(update),
      "ConditionExpression": condition.map(JSON.string),
      "ExpressionAttributeNames": .object(names.mapValues(JSON.string)),
      "ExpressionAttributeValues": values.json,
      "ReturnValuesOnConditionCheckFailure": condition.map { _ in "ALL_OLD" },
    ]
  }

  /// Nothing is read from a success: no values are asked for.
  public func output(of body: JSON) -> Output { .written }

  /// A condition that was not met is a result.
  public func output(
    ofRefusal error: ServiceError, in response: Response
  ) throws(MalformedResponse) -> Output? {
    guard error.code == "ConditionalCheckFailedException" else { return nil }
    let item = try JSON(bodyOf: response).member("Item", \.self)
    return .conditionFailed(try item.map { item throws(MalformedResponse) in try Attributes(item) })
  }
}
