// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
import IAM
import Testing
import TestSupport
import UTC

@Suite(.limited) struct CredentialReportOperationTests {
  private func isThere(_ result: String) throws -> Bool {
    let name = "GenerateCredentialReport"
    return try GenerateCredentialReport().output(
      from: response("<\(name)Response><\(name)Result>\(result)</\(name)Result></\(name)Response>"))
  }

  private func report(_ result: String) throws -> EncodedReport {
    let name = "GetCredentialReport"
    return try GetCredentialReport().output(
      from: response("<\(name)Response><\(name)Result>\(result)</\(name)Result></\(name)Response>"))
  }

  @Test("the forms")
  func forms() throws {
    #expect(
      try text(GenerateCredentialReport()) == "Action=GenerateCredentialReport&Version=2010-05-08")
    #expect(try text(GetCredentialReport()) == "Action=GetCredentialReport&Version=2010-05-08")
  }

  @Test(
    "36: only COMPLETE means that the report is there",
    arguments: [("STARTED", false), ("INPROGRESS", false), ("COMPLETE", true), ("NEW", false)])
  func state(word: String, isThere: Bool) throws {
    #expect(try self.isThere("<State>\(word)</State>") == isThere)
  }

  @Test("a report is a part of its response")
  func content() throws {
    let report = try report(
      "<Content>dXNl\ncg==</Content><ReportFormat>text/csv</ReportFormat>"
        + "<GeneratedTime>2026-11-25T00:00:00Z</GeneratedTime>")
    #expect(report.base64.elementsEqual("dXNl\ncg==".utf8))
    #expect(report.generated == Timestamp(secondsSince1970: 1_795_564_800))
  }

  @Test(
    "37, 119: without a content or a time it is no report",
    arguments: [
      "", "<Content>dXNlcg==</Content>", "<GeneratedTime>2026-11-25T00:00:00Z</GeneratedTime>",
      "<Content>dXNlcg==</Content><GeneratedTime>now</GeneratedTime>",
      "<Content><a/></Content><GeneratedTime>2026-11-25T00:00:00Z</GeneratedTime>",
    ])
  func malformed(result: String) {
    #expect(throws: MalformedResponse.self) { try report(result) }
    #expect(throws: MalformedResponse.self) { try isThere(result) }
  }
}
