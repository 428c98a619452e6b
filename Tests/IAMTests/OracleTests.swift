// SPDX-License-Identifier: Apache-2.0
import AWSClient
import Foundation
import HTTP
import IAM
import Identifiers
import Testing
import TestSupport

@testable import AWSQuery

/// Answers in IAM's shapes, and what botocore's parser reads from them; see Oracle/README.md.
@Suite("botocore's reading of answers", .limited) struct OracleTests {
  @Test func isWhole() {
    #expect(Answers.shared.answers.count == 24 && Answers.shared.errors.count == 10)
  }

  @Test("every value is read as botocore reads it", arguments: Answers.shared.answers)
  func values(_ answer: Answers.Answer) throws {
    let root = try XMLParser.root(of: Array(answer.body.utf8))
    let result = try #require(try root.child(named: "\(answer.operation)Result"))
    guard case .object(let expected) = answer.parsed else {
      Issue.record("botocore read nothing")
      return
    }
    for (key, value) in expected {
      let holder = key == "ResponseMetadata" ? root : result
      try #require(try holder.child(named: key), "\(key)").expect(value)
    }
  }

  @Test("errors: code, message and request id", arguments: Answers.shared.errors)
  func errors(_ answer: Answers.Answer) throws {
    let error = ListUsers.error(from: answer.response)
    let told = try #require(answer.parsed["Error"])
    #expect(error.status == answer.status && error.code == told["Code"]?.text)
    if let message = told["Message"]?.text { #expect(error.message == message) }
    // botocore looks for EC2's spelling only where EC2's own parser reads.
    let id =
      answer.parsed["ResponseMetadata"]?["RequestId"]?.text ?? answer.parsed["RequestID"]?.text
    #expect(error.requestID == id)
  }

  @Test("users", arguments: Answers.of("ListUsers"))
  func users(_ answer: Answers.Answer) throws {
    let page = try ListUsers().output(from: answer.response)
    let expected = try #require(answer.parsed["Users"]?.list)
    #expect(page.items.map(\.userName.description) == expected.map { $0["UserName"]?.text })
    #expect(
      page.items.map(\.passwordLastUsed)
        == expected.map { $0["PasswordLastUsed"]?.date.map(LastUse.at) ?? .notRecorded })
    #expect(page.nextMarker == answer.marker)
  }

  @Test("access keys", arguments: Answers.of("ListAccessKeys"))
  func keys(_ answer: Answers.Answer) throws {
    let ana = try #require(UserName("ana"))
    let page = try ListAccessKeys(userName: ana).output(from: answer.response)
    let expected = try #require(answer.parsed["AccessKeyMetadata"]?.list)
    let statuses: [String: AccessKeyMetadata.Status] = [
      "Active": .active, "Inactive": .inactive, "Expired": .expired,
    ]
    #expect(page.items.map(\.accessKeyID.description) == expected.map { $0["AccessKeyId"]?.text })
    #expect(page.items.map(\.created) == expected.map { $0["CreateDate"]?.date })
    #expect(
      page.items.map(\.status) == expected.map { $0["Status"]?.text.flatMap { statuses[$0] } })
    #expect(page.nextMarker == answer.marker)
  }

  @Test("tags", arguments: Answers.of("ListUserTags"))
  func tags(_ answer: Answers.Answer) throws {
    let ana = try #require(UserName("ana"))
    let page = try ListUserTags(userName: ana).output(from: answer.response)
    let expected = try #require(answer.parsed["Tags"]?.list)
    #expect(page.items.map(\.key.description) == expected.map { $0["Key"]?.text })
    #expect(page.items.map(\.value) == expected.map { $0["Value"]?.text })
    #expect(page.nextMarker == answer.marker)
  }

  @Test("last uses; IAM's N/A is none", arguments: Answers.of("GetAccessKeyLastUsed"))
  func lastUses(_ answer: Answers.Answer) throws {
    let ana = try #require(UserName("ana"))
    let use = try GetAccessKeyLastUsed(accessKeyID: try #require(AccessKeyID("AKIA")), of: ana)
      .output(from: answer.response)
    let expected = try #require(answer.parsed["AccessKeyLastUsed"])
    #expect(use.use == expected["LastUsedDate"]?.date.map(LastUse.at) ?? .notRecorded)
    #expect(use.serviceName ?? "N/A" == expected["ServiceName"]?.text)
    #expect(use.region ?? "N/A" == expected["Region"]?.text)
  }

  @Test("the root user's keys", arguments: Answers.of("GetAccountSummary"))
  func summary(_ answer: Answers.Answer) throws {
    let summary = try GetAccountSummary().output(from: answer.response)
    let count = answer.parsed["SummaryMap"]?["AccountAccessKeysPresent"]?.number
    #expect(summary.rootHasAccessKeys == count.map { $0 > 0 })
  }
}

/// The oracle's file.
struct Answers: Decodable, Sendable {
  struct Answer: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let operation: String
    let status: Int
    let body: String
    let parsed: BotocoreValue
    var testDescription: String { name }

    var response: Response { IAMTests.response(body, status: status) }

    /// The marker of the next page, where there is one.
    var marker: String? { parsed["IsTruncated"]?.flag == true ? parsed["Marker"]?.text : nil }
  }

  let answers: [Answer]
  let errors: [Answer]

  static let shared: Answers = {
    let file = Bundle.module.url(forResource: "answers", withExtension: "json")
    let data = file.flatMap { try? Data(contentsOf: $0) }
    let decoded = data.flatMap { try? JSONDecoder().decode(Answers.self, from: $0) }
    return decoded ?? Answers(answers: [], errors: [])
  }()

  static func of(_ operation: String) -> [Answer] {
    shared.answers.filter { $0.operation == operation }
  }
}
