// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import JSON
import Testing
import TestSupport

@testable import AWSJSON

@Suite(.limited) struct JSONOperationTests {
  private func response(_ status: Int, _ body: String, crc: String? = nil) -> Response {
    var response = Response(status: status, body: Array(body.utf8))
    response.fields["x-amz-crc32"] = crc
    return response
  }

  @Test("a condition that is not met is a result, with the existing item")
  func condition() throws {
    let body =
      #"{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","#
      + #""message":"The conditional request failed","Item":{"state":{"S":"sent"}}}"#
    let refusal = response(400, body)
    let error = UpdateItem.error(from: refusal)
    #expect(error.code == "ConditionalCheckFailedException")
    let item: JSON = ["state": ["S": "sent"]]
    #expect(try UpdateItem().output(ofRefusal: error, in: refusal) == .refused(item: item))
    let other = ServiceError(status: 400, code: "ValidationException", message: "")
    #expect(try UpdateItem().output(ofRefusal: other, in: refusal) == nil)
  }

  @Test("108: a body without its checksum is refused", arguments: [200, 400])
  func checksum(status: Int) throws {
    // zlib.crc32(b'{}') == 2745614147
    #expect(throws: Never.self) { try UpdateItem.check(response(status, "{}", crc: "2745614147")) }
    #expect(throws: Never.self) { try UpdateItem.check(response(status, "{}")) }
    for crc in ["2745614148", "", "x", "-1", "99999999999"] {
      #expect(throws: MalformedResponse.self) {
        try UpdateItem.check(response(status, "{}", crc: crc))
      }
    }
  }

  /// The check value of the algorithm's catalogue, and zlib's.
  @Test(
    arguments: [
      ("", 0), ("123456789", 0xCBF4_3926),
      ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
    ] as [(String, UInt32)])
  func crc32(_ text: String, _ checksum: UInt32) {
    #expect(CRC32.checksum(of: Array(text.utf8)) == checksum)
  }

  @Test("a page of a list, which a token continues; an empty page may have others behind it")
  func paging() throws {
    let page = try ListAccounts().output(
      from: response(200, #"{"Accounts":[{"Id":"1"},{"Id":"2"}],"NextToken":"t"}"#))
    #expect(page == Page(items: ["1", "2"], nextMarker: "t"))
    #expect(
      try ListAccounts(maxResults: 20).continued(at: "t").input() == [
        "MaxResults": .integer(20), "NextToken": "t",
      ])
    let empty = try ListAccounts().output(from: response(200, #"{"NextToken":"t"}"#))
    #expect(empty == Page(items: [], nextMarker: "t"))
    #expect(try ListAccounts().output(from: response(200, "{}")).nextMarker == nil)
  }

  @Test(
    "a body that is not a JSON object is an error, never an empty result",
    arguments: [
      "", " ", "null", "[]", "<html></html>", "{", #"{"Accounts":{}}"#, #"{"Accounts":[1]}"#,
      #"{"Accounts":[{}]}"#, #"{"NextToken":7}"#,
    ])
  func malformed(body: String) {
    #expect(throws: MalformedResponse.self) { try ListAccounts().output(from: response(200, body)) }
  }
}
