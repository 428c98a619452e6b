// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSJSON
import HTTP
import JSON
import Testing
import TestSupport

@testable import DynamoDB

@Suite(.limited) struct QueryTests {
  private static let query = Query(
    table: "ledger", condition: "#s = :s AND begins_with(id, :p)", names: ["#s": "scope"],
    values: [":s": .string("1:é"), ":p": .string("P#")], pageSize: 1000)

  @Test func request() throws {
    let request = try Self.query.request()
    #expect(request.method == .post && request.target == "/")
    #expect(request.fields["X-Amz-Target"] == "DynamoDB_20120810.Query")
    #expect(request.fields["Content-Type"] == "application/x-amz-json-1.0")
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == ##"{"ConsistentRead":true,"ExpressionAttributeNames":{"#s":"scope"},"##
        + #""ExpressionAttributeValues":{":p":{"S":"P#"},":s":{"S":"1:é"}},"#
        + ##""KeyConditionExpression":"#s = :s AND begins_with(id, :p)","Limit":1000,"##
        + #""TableName":"ledger"}"#)
  }

  @Test("106: every type of attribute is read, also of items that this program did not write")
  func attributes() throws {
    let body =
      #"{"Items":[{"s":{"S":"x"},"n":{"N":"7"},"big":{"N":"12345678901234567890123456789012345678"},"#
      + #""f":{"N":"1.5"},"m":{"M":{"a":{"M":{}}}},"b":{"B":"AA=="},"l":{"L":[{"S":"y"}]},"#
      + #""t":{"BOOL":true},"z":{"NULL":true},"ss":{"SS":["a"]}}],"Count":1,"ScannedCount":1}"#
    let page = try Self.query.output(from: .response(200, body))
    let item = try #require(page.items.first)
    #expect(page.items.count == 1 && page.nextMarker == nil)
    #expect(item["s"]?.string == "x" && item["n"]?.integer == 7)
    #expect(item["big"] == .number("12345678901234567890123456789012345678"))
    #expect(item["big"]?.integer == nil && item["f"]?.integer == nil)
    #expect(item["m"]?.map == ["a": .map([:])])
    #expect(["b", "l", "t", "z", "ss"].allSatisfy { item[$0] == .other })
    #expect(item["s"]?.integer == nil && item["n"]?.string == nil && item["n"]?.map == nil)
  }

  @Test(
    "107: what is not a page is an error, never an empty page",
    arguments: [
      "", "{}", "[]", "null", "<html></html>", #"{"Items":{}}"#, #"{"Items":null}"#,
      #"{"Items":[1]}"#, #"{"Items":[{"a":1}]}"#, #"{"Items":[{"a":{}}]}"#,
      #"{"Items":[{"a":{"S":1}}]}"#, #"{"Items":[{"a":{"N":1}}]}"#, #"{"Items":[{"a":{"M":1}}]}"#,
      #"{"Items":[{"a":{"S":"x","N":"1"}}]}"#, #"{"Items":[],"LastEvaluatedKey":"x"}"#,
      #"{"Items":[],"LastEvaluatedKey":{}}"#,
    ])
  func malformed(body: String) {
    #expect(throws: MalformedResponse.self) {
      try Self.query.output(from: .response(200, body))
    }
  }

  /// What `replies` come to, read to the end.
  private func read(_ replies: String...) async throws -> (items: [Int?], requests: [Request]) {
    let transport = ScriptedTransport(
      replies.map { body in { _ in .success(.response(200, body)) } })
    let client = try AWSClient.sample(transport)
    var pages = Paginator(Self.query)
    var items: [Int?] = []
    while let page = try await pages.next(from: client, by: .sample) {
      items += page.map { $0["n"]?.integer }
    }
    return (items, transport.requests)
  }

  @Test("107: many pages are read to the end, an empty one too")
  func pages() async throws {
    let (items, requests) = try await read(
      #"{"Items":[{"n":{"N":"1"}}],"LastEvaluatedKey":{"scope":{"S":"é"},"id":{"S":"P#1"}}}"#,
      #"{"Items":[],"LastEvaluatedKey":{"id":{"S":"P#2"},"scope":{"S":"é"}}}"#,
      #"{"Items":[{"n":{"N":"3"}}]}"#)
    #expect(items == [1, 3])
    let starts = try requests.map { try JSON(parsing: $0.body)["ExclusiveStartKey"] }
    #expect(
      starts == [
        nil, ["scope": ["S": "é"], "id": ["S": "P#1"]], ["scope": ["S": "é"], "id": ["S": "P#2"]],
      ])
  }

  @Test("107: a page that leads back is an error")
  func loop() async throws {
    let page = #"{"Items":[],"LastEvaluatedKey":{"scope":{"S":"s"},"id":{"S":"P#1"}}}"#
    // The same key, its members in another order.
    let again = #"{"Items":[],"LastEvaluatedKey":{"id":{"S":"P#1"},"scope":{"S":"s"}}}"#
    await #expect(throws: AWSError.self) { try await read(page, again, #"{"Items":[]}"#) }
  }

  @Test("108: a page with a wrong checksum is asked for again")
  func checksum() async throws {
    let body = #"{"Items":[]}"#
    // zlib.crc32(b'{"Items":[]}')
    let replies = ["1", "2770214093"].map { crc -> ScriptedTransport.Reply in
      { _ in .success(.response(200, body, fields: ["x-amz-crc32": crc])) }
    }
    let transport = ScriptedTransport(replies)
    let items = try await AWSClient.sample(transport).call(Self.query, by: .sample).items
    #expect(items.isEmpty && transport.requests.count == 2)
  }
}
