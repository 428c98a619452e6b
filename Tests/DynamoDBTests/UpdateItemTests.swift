// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSJSON
import HTTP
import JSON
import Testing
import TestSupport

@testable import DynamoDB

@Suite(.limited) struct UpdateItemTests {
  private static let claim = UpdateItem(
    table: "ledger", key: ["scope": .string("s"), "id": .string("P#1")],
    update: "SET #s = :s, keys = :k", condition: "attribute_not_exists(id)",
    names: ["#s": "state"],
    values: [
      ":s": .string("claimed"), ":k": .map(["1/AKIA": .map(["times": .integer(2)])]),
    ])
  private static let line = UpdateItem(
    table: "ledger", key: ["scope": .string("s"), "id": .string("RUN#1")], update: "SET #n = :n",
    names: ["#n": "n"], values: [":n": .number("12345678901234567890123456789012345678")])

  @Test func request() throws {
    let request = try Self.claim.request()
    #expect(request.fields["X-Amz-Target"] == "DynamoDB_20120810.UpdateItem")
    #expect(
      try JSON(parsing: request.body) == [
        "TableName": "ledger", "Key": ["scope": ["S": "s"], "id": ["S": "P#1"]],
        "UpdateExpression": "SET #s = :s, keys = :k",
        "ConditionExpression": "attribute_not_exists(id)",
        "ExpressionAttributeNames": ["#s": "state"],
        "ExpressionAttributeValues": [
          ":s": ["S": "claimed"], ":k": ["M": ["1/AKIA": ["M": ["times": ["N": "2"]]]]],
        ],
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
      ])
  }

  @Test("a change without a condition asks for nothing that stood in the way")
  func unconditional() throws {
    let body = try JSON(parsing: try Self.line.request().body)
    #expect(body["ConditionExpression"] == nil)
    #expect(body["ReturnValuesOnConditionCheckFailure"] == nil)
    #expect(
      body["ExpressionAttributeValues"]
        == [":n": ["N": "12345678901234567890123456789012345678"]])
  }

  private func output(_ response: Response) async throws -> UpdateItem.Output {
    let transport = ScriptedTransport([{ _ in .success(response) }])
    return try await AWSClient.sample(transport).call(Self.claim, by: .sample)
  }

  @Test("98: a condition that is not met is a result, with the item that stood in the way")
  func conditionFailed() async throws {
    let type = #"{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException""#
    for message in ["message", "Message"] {
      let body = type + #",""# + message + #"":"no","Item":{"state":{"S":"sent"}}}"#
      #expect(
        try await output(.response(400, body)) == .conditionFailed(["state": .string("sent")]))
    }
    #expect(try await output(.response(400, type + "}")) == .conditionFailed(nil))
    #expect(try await output(.response(200, "{}")) == .written)
  }

  @Test("an item that cannot be read is no result")
  func malformed() async {
    let body = ##"{"__type":"x#ConditionalCheckFailedException","Item":{"state":"sent"}}"##
    await #expect(throws: AWSError.self) { try await output(.response(400, body)) }
  }

  @Test(
    "100, 101: what throttles or may pass is asked again, the rest is final",
    arguments: [
      ("ProvisionedThroughputExceededException", 400, 2), ("ThrottlingException", 400, 2),
      ("RequestLimitExceeded", 400, 2), ("TransactionInProgressException", 400, 2),
      ("ReplicatedWriteConflictException", 409, 2), ("TransactionConflictException", 400, 2),
      ("InternalServerError", 500, 2), ("ServiceUnavailable", 503, 2),
      ("ResourceNotFoundException", 400, 1), ("AccessDeniedException", 400, 1),
      ("ValidationException", 400, 1), ("ItemCollectionSizeLimitExceededException", 400, 1),
    ])
  func classification(code: String, status: Int, requests: Int) async throws {
    let transport = ScriptedTransport(
      .replies(.response(status, #"{"__type":"a#\#(code)"}"#), .response(200, "{}")))
    let outcome = try? await AWSClient.sample(transport).call(Self.claim, by: .sample)
    #expect(transport.requests.count == requests)
    #expect(outcome == (requests == 2 ? .written : nil))
  }

  @Test("99: a claim whose response was lost is sent again")
  func lostResponse() async throws {
    let transport = ScriptedTransport([
      { _ in .failure(TransportError(.interrupted, "cut")) },
      { _ in .success(.response(200, "{}")) },
    ])
    #expect(try await AWSClient.sample(transport).call(Self.claim, by: .sample) == .written)
    #expect(transport.requests.map(\.body).first == transport.requests.map(\.body).last)
  }

  @Test("the target is signed, for the service's own region")
  func signature() async throws {
    let transport = ScriptedTransport(.replies(.response(200, "{}")))
    _ = try await AWSClient.sample(transport).call(Self.claim, by: .sample)
    let request = try #require(transport.requests.first)
    let authorization = try #require(request.fields["Authorization"])
    #expect(request.authority == "dynamodb.eu-central-1.amazonaws.com")
    #expect(authorization.contains("/eu-central-1/dynamodb/aws4_request"))
    #expect(authorization.contains("x-amz-target"))
  }
}
