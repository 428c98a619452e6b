// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
import IAM
import Identifiers
import Testing
import TestSupport
import UTC

@Suite(.limited) struct AccessKeyLastUsedTests {
  private func question() throws -> GetAccessKeyLastUsed {
    GetAccessKeyLastUsed(
      accessKeyID: try #require(AccessKeyID("AKIA1")), of: try #require(UserName("Bob")))
  }

  private func lastUsed(_ result: String) throws -> AccessKeyLastUsed {
    try question().output(
      from: response(
        "<GetAccessKeyLastUsedResponse><GetAccessKeyLastUsedResult>\(result)"
          + "</GetAccessKeyLastUsedResult></GetAccessKeyLastUsedResponse>"))
  }

  @Test("the form names the key alone")
  func form() throws {
    #expect(
      try text(question())
        == "Action=GetAccessKeyLastUsed&Version=2010-05-08&AccessKeyId=AKIA1")
  }

  @Test("a use with its date, service and region")
  func used() throws {
    let read = try lastUsed(
      """
      <UserName>bob</UserName><AccessKeyLastUsed><LastUsedDate>2014-01-15T19:57:30Z</LastUsedDate>
      <ServiceName>s3</ServiceName><Region>us-west-2</Region></AccessKeyLastUsed>
      """)
    let date = Timestamp(secondsSince1970: 1_389_815_850)
    #expect(read == AccessKeyLastUsed(use: .at(date), serviceName: "s3", region: "us-west-2"))
  }

  @Test(
    "35: N/A, or nothing, means that no use is on record",
    arguments: [
      "<AccessKeyLastUsed><ServiceName>N/A</ServiceName><Region>N/A</Region></AccessKeyLastUsed>",
      "<UserName>Bob</UserName><AccessKeyLastUsed/>",
    ])
  func unused(result: String) throws {
    #expect(
      try lastUsed(result) == AccessKeyLastUsed(use: .notRecorded, serviceName: nil, region: nil))
  }

  @Test("35: an unreadable date means a use at an unknown time, not an unused key")
  func unreadableDate() throws {
    let read = try lastUsed(
      "<AccessKeyLastUsed><LastUsedDate>N/A</LastUsedDate></AccessKeyLastUsed>")
    #expect(read.use == .unreadable)
  }

  @Test(
    "30: another user's key, or a missing element, is an error",
    arguments: ["<UserName>Eve</UserName><AccessKeyLastUsed/>", "", "<UserName>Bob</UserName>"])
  func notTheKey(result: String) {
    #expect(throws: MalformedResponse.self) { try lastUsed(result) }
  }
}
