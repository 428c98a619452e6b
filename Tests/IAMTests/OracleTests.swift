// SPDX-License-Identifier: Apache-2.0
import AWSClient
import Foundation
import HTTP
import IAM
import Identifiers
import Testing
import TestSupport

@testable import AWSQuery
@testable import AWSXML

/// Responses in IAM's shapes, and what botocore's parser reads from them; see Oracle/README.md.
@Suite("botocore's reading of responses", .limited) struct OracleTests {
  @Test func isWhole() {
    #expect(BotocoreCases.shared.responses.count == 24 && BotocoreCases.shared.errors.count == 10)
  }

  @Test("every value is read as botocore reads it", arguments: BotocoreCases.shared.responses)
  func values(_ row: BotocoreCases.Case) throws {
    let root = try XMLParser.root(of: Array(row.body.utf8))
    let result = try #require(try root.child(named: "\(row.operation)Result"))
    for (key, value) in try #require(row.parsed.object) {
      let holder = key == "ResponseMetadata" ? root : result
      let element = try #require(try holder.child(named: key), "\(key)")
      #expect(element.differences(from: value) == [])
    }
  }

  @Test("errors: code, message and request id", arguments: BotocoreCases.shared.errors)
  func errors(_ row: BotocoreCases.Case) throws {
    let error = ListUsers.error(from: row.response)
    let told = try #require(row.parsed["Error"])
    #expect(error.status == row.status && error.code == told["Code"]?.string)
    if let message = told["Message"]?.string { #expect(error.message == message) }
    // botocore looks for EC2's spelling only where EC2's own parser reads.
    let id =
      row.parsed["ResponseMetadata"]?["RequestId"]?.string ?? row.parsed["RequestID"]?.string
    #expect(error.requestID == id)
  }

  @Test("users", arguments: BotocoreCases.of("ListUsers"))
  func users(_ row: BotocoreCases.Case) throws {
    let page = try ListUsers().output(from: row.response)
    let expected = try #require(row.parsed["Users"]?.array)
    #expect(page.items.map(\.userName.description) == expected.map { $0["UserName"]?.string })
    #expect(
      page.items.map(\.passwordLastUsed)
        == expected.map { $0["PasswordLastUsed"]?.date.map(LastUse.at) ?? .notRecorded })
    #expect(page.nextMarker == row.marker)
  }

  @Test("access keys", arguments: BotocoreCases.of("ListAccessKeys"))
  func keys(_ row: BotocoreCases.Case) throws {
    let ana = try #require(UserName("ana"))
    let page = try ListAccessKeys(userName: ana).output(from: row.response)
    let expected = try #require(row.parsed["AccessKeyMetadata"]?.array)
    let statuses: [String: AccessKeyMetadata.Status] = [
      "Active": .active, "Inactive": .inactive, "Expired": .expired,
    ]
    #expect(page.items.map(\.accessKeyID.description) == expected.map { $0["AccessKeyId"]?.string })
    #expect(page.items.map(\.created) == expected.map { $0["CreateDate"]?.date })
    #expect(
      page.items.map(\.status) == expected.map { $0["Status"]?.string.flatMap { statuses[$0] } })
    #expect(page.nextMarker == row.marker)
  }

  @Test("tags", arguments: BotocoreCases.of("ListUserTags"))
  func tags(_ row: BotocoreCases.Case) throws {
    let ana = try #require(UserName("ana"))
    let page = try ListUserTags(userName: ana).output(from: row.response)
    let expected = try #require(row.parsed["Tags"]?.array)
    #expect(page.items.map(\.key.description) == expected.map { $0["Key"]?.string })
    #expect(page.items.map(\.value) == expected.map { $0["Value"]?.string })
    #expect(page.nextMarker == row.marker)
  }

  @Test("last uses; IAM's N/A is none", arguments: BotocoreCases.of("GetAccessKeyLastUsed"))
  func lastUses(_ row: BotocoreCases.Case) throws {
    let ana = try #require(UserName("ana"))
    let use = try GetAccessKeyLastUsed(accessKeyID: try #require(AccessKeyID("AKIA")), of: ana)
      .output(from: row.response)
    let expected = try #require(row.parsed["AccessKeyLastUsed"])
    #expect(use.use == expected["LastUsedDate"]?.date.map(LastUse.at) ?? .notRecorded)
    #expect(use.serviceName ?? "N/A" == expected["ServiceName"]?.string)
    #expect(use.region ?? "N/A" == expected["Region"]?.string)
  }

  @Test("the root user's keys", arguments: BotocoreCases.of("GetAccountSummary"))
  func summary(_ row: BotocoreCases.Case) throws {
    let summary = try GetAccountSummary().output(from: row.response)
    let count = row.parsed["SummaryMap"]?["AccountAccessKeysPresent"]?.number
    #expect(summary.rootHasAccessKeys == count.map { $0 > 0 })
  }

  @Test("account aliases", arguments: BotocoreCases.of("ListAccountAliases"))
  func aliases(_ row: BotocoreCases.Case) throws {
    let page = try ListAccountAliases().output(from: row.response)
    let expected = try #require(row.parsed["AccountAliases"]?.array)
    #expect(page.items.map(\.description) == expected.map(\.string))
    #expect(page.nextMarker == row.marker)
  }
}

/// The oracle's file.
struct BotocoreCases: Decodable, Sendable {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let operation: String
    let status: Int
    let body: String
    let parsed: DecodedJSON
    var testDescription: String { name }

    var response: Response { IAMTests.response(body, status: status) }

    /// The marker of the next page, where there is one.
    var marker: String? { parsed["IsTruncated"]?.bool == true ? parsed["Marker"]?.string : nil }
  }

  let responses: [Case]
  let errors: [Case]

  static let shared: BotocoreCases = {
    let file = Bundle.module.url(forResource: "responses", withExtension: "json")
    let data = file.flatMap { try? Data(contentsOf: $0) }
    let decoded = data.flatMap { try? JSONDecoder().decode(BotocoreCases.self, from: $0) }
    return decoded ?? BotocoreCases(responses: [], errors: [])
  }()

  static func of(_ operation: String) -> [Case] {
    shared.responses.filter { $0.operation == operation }
  }
}
