// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSJSON
import HTTP
import SES
import Testing
import TestSupport

@Suite(.limited) struct ListSuppressedDestinationsTests {
  private func page(_ body: String) throws -> Page<SuppressedDestination> {
    try ListSuppressedDestinations().output(from: response(200, body))
  }

  @Test("the request asks for the longest page, and for the next one by its token")
  func request() throws {
    let path = "/v2/email/suppression/addresses"
    let first = ListSuppressedDestinations()
    #expect(
      try first.request() == OperationRequest(.get, path: path, query: ["PageSize": "1000"]))
    #expect(
      try first.continued(at: "a b&c=d").request().target
        == "\(path)?NextToken=a%20b%26c%3Dd&PageSize=1000")
    #expect(ListSuppressedDestinations.isRepeatable)
  }

  @Test func aPageIsRead() throws {
    let page = try page(
      """
      {"SuppressedDestinationSummaries":[
      {"EmailAddress":"Ana@example.com","Reason":"BOUNCE","LastUpdateTime":1764000000.5},
      {"EmailAddress":"bo@example.com","Reason":"COMPLAINT"}],
      "NextToken":"t"}
      """)
    #expect(page.items.map(\.address) == ["Ana@example.com", "bo@example.com"])
    #expect(page.items.map(\.reason) == ["BOUNCE", "COMPLAINT"])
    #expect(page.nextMarker == "t")
  }

  @Test(
    "a list on which nobody stands",
    arguments: [
      "{}", #"{"SuppressedDestinationSummaries":[],"NextToken":""}"#,
      #"{"SuppressedDestinationSummaries":null,"NextToken":null}"#,
    ])
  func empty(body: String) throws {
    #expect(try page(body) == Page(items: [], nextMarker: nil))
  }

  @Test(
    "30: a response that is not a page is an error, never an empty list",
    arguments: [
      "", "<html></html>", "[]", #"{"SuppressedDestinationSummaries":{}}"#,
      #"{"SuppressedDestinationSummaries":[{}]}"#,
      #"{"SuppressedDestinationSummaries":["a@x.org"]}"#,
      #"{"SuppressedDestinationSummaries":[{"EmailAddress":7,"Reason":"BOUNCE"}]}"#,
      #"{"SuppressedDestinationSummaries":[{"EmailAddress":"a@x.org"}]}"#, #"{"NextToken":7}"#,
    ])
  func notAPage(body: String) throws {
    #expect(throws: MalformedResponse.self) { try page(body) }
  }
}
