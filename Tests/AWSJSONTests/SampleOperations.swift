// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSJSON
import HTTP
import JSON

// Operations as the modules of their services would declare them.

/// DynamoDB's conditional write; a condition that is not met is one of its results.
struct UpdateItem: JSONOperation {
  static let name = "UpdateItem"
  static let jsonVersion = JSONVersion.v1_0
  static let target = "DynamoDB_20120810"
  static let isRepeatable = true
  static let responseLimit = 1 << 19

  enum Output: Sendable, Equatable {
    case written
    /// The item that stood in the way.
    case refused(item: JSON?)
  }

  func input() throws(AWSError) -> JSON {
    [
      "TableName": "ledger", "Key": ["scope": ["S": "1:é"], "id": ["S": "P#0"]],
      "UpdateExpression": "SET #s = :s", "ConditionExpression": "attribute_not_exists(id)",
      "ExpressionAttributeNames": ["#s": "state"],
      "ExpressionAttributeValues": [":s": ["S": "claimed"]],
      "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    ]
  }

  func output(of body: JSON) throws(MalformedResponse) -> Output { .written }

  func output(
    ofRefusal error: ServiceError, in response: Response
  ) throws(MalformedResponse) -> Output? {
    guard error.code == "ConditionalCheckFailedException" else { return nil }
    return .refused(item: try JSON(bodyOf: response).member("Item", \.self))
  }
}

struct ListAccounts: JSONOperation, PagedOperation {
  typealias Item = String

  static let name = "ListAccounts"
  static let jsonVersion = JSONVersion.v1_1
  static let target = "AWSOrganizationsV20161128"
  static let isRepeatable = true
  static let responseLimit = 1 << 16

  var maxResults: Int?
  var token: String?

  func continued(at marker: String) -> ListAccounts {
    ListAccounts(maxResults: maxResults, token: marker)
  }

  func input() throws(AWSError) -> JSON {
    ["MaxResults": maxResults.map(JSON.integer), "NextToken": token.map(JSON.string)]
  }

  func output(of body: JSON) throws(MalformedResponse) -> Page<String> {
    let accounts = try body.member("Accounts", \.array) ?? []
    return Page(
      items: try accounts.map { account throws(MalformedResponse) in
        guard let id = try account.member("Id", \.string) else {
          throw MalformedResponse("an account without Id")
        }
        return id
      }, nextMarker: try body.member("NextToken", \.string))
  }
}

/// An operation of SES without an output.
struct SESCall: RESTJSONOperation {
  static let name = "SESCall"
  static let isRepeatable = false
  static let responseLimit = 1 << 16

  var method: HTTP.Method
  var path: String
  var query: [String: String] = [:]
  var body: JSON?

  func input() throws(AWSError) -> JSON? { body }
  func output(of body: JSON) throws(MalformedResponse) {}
}
