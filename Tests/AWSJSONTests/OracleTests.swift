// SPDX-License-Identifier: Apache-2.0
import AWSClient
import FoundationEssentials
import HTTP
import JSON
import Testing
import TestSupport

/// Requests beside those that botocore sends for the same calls; see Oracle/README.md.
@Suite(.limited) struct OracleTests {
  private static let operations: [any Operation] = [
    UpdateItem(), ListAccounts(maxResults: 20, token: "a+b/c="), ListAccounts(),
    SESCall(
      method: .get,
      path: "/v2/email/suppression/addresses/"
        + PercentEncoding.component.encoded("a+b@exa mple.com/ü")),
    SESCall(
      method: .get, path: "/v2/email/suppression/addresses",
      query: ["PageSize": "7", "NextToken": "a b&c=d"]),
    SESCall(
      method: Method(rawValue: "PUT"), path: "/v2/email/account/sending",
      body: ["SendingEnabled": .bool(false)]),
  ]

  private static var rows: JSON {
    get throws {
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Oracle/requests.json")
      return try JSON(parsing: [UInt8](Data(contentsOf: file)))
    }
  }

  @Test(arguments: operations.indices) func agreesWithBotocore(index: Int) throws {
    let rows = try #require(try Self.rows.array)
    try #require(rows.count == Self.operations.count)
    let (row, request) = (rows[index], try Self.operations[index].request())
    #expect(request.method.rawValue == row["method"]?.string)
    #expect(target(request.target) == row["target"]?.string.map(target))
    #expect(request.fields["Content-Type"] == row["contentType"]?.string)
    #expect(request.fields["X-Amz-Target"] == row["amzTarget"]?.string)
    let body = try request.body.isEmpty ? JSON.null : JSON(parsing: request.body)
    #expect(body == row["body"])
  }

  /// A path and its parameters, whose order does not matter.
  private func target(_ text: String) -> [Substring] {
    let parts = text.split(separator: "?")
    return parts.prefix(1) + parts.dropFirst().flatMap { $0.split(separator: "&") }.sorted()
  }
}
