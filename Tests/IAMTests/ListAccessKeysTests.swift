// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
import IAM
import Identifiers
import Testing
import TestSupport
import UTC

@Suite(.limited) struct ListAccessKeysTests {
  private let bob = UserName("Bob")

  private func keys(_ result: String) throws -> Page<AccessKeyMetadata> {
    try ListAccessKeys(userName: #require(bob)).output(from: keysResponse(result))
  }

  private func key(_ members: String) -> String {
    "<AccessKeyMetadata><member>\(members)</member></AccessKeyMetadata>"
  }

  @Test("the form")
  func form() throws {
    let name = try #require(UserName("a+b=c,d.e@f-g_h"))
    #expect(
      try text(ListAccessKeys(userName: name))
        == "Action=ListAccessKeys&Version=2010-05-08"
        + "&UserName=a%2Bb%3Dc%2Cd.e%40f-g_h&MaxItems=1000")
    #expect(try text(ListAccessKeys(userName: name).continued(at: "m")).contains("&Marker=m&"))
  }

  @Test(
    "33: any status besides Active is kept and does not count as active",
    arguments: [
      ("Active", .active), ("Inactive", .inactive), ("Expired", .expired),
      ("active", .other("active")), ("Pending", .other("Pending")), (" Active\n", .active),
    ] as [(String, AccessKeyMetadata.Status)])
  func status(word: String, expected: AccessKeyMetadata.Status) throws {
    let page = try keys(key("<AccessKeyId>AKIA1</AccessKeyId><Status>\(word)</Status>"))
    #expect(page.items.map(\.status) == [expected])
  }

  @Test(
    "34: a date that is missing or unreadable is unknown",
    arguments: ["", "<CreateDate/>", "<CreateDate>soon</CreateDate>", "<CreateDate>0</CreateDate>"])
  func created(date: String) throws {
    let page = try keys(key("<AccessKeyId>AKIA1</AccessKeyId><Status>Active</Status>\(date)"))
    #expect(page.items.map(\.created) == [nil])
  }

  @Test("34: a date is read to the fraction, white space around it or not")
  func createdAt() throws {
    let date = "<CreateDate> 2014-01-15T19:57:30.5+00:00\n</CreateDate>"
    let page = try keys(key("<AccessKeyId>AKIA1</AccessKeyId><Status>Active</Status>\(date)"))
    #expect(page.items.map(\.created) == [Timestamp(millisecondsSince1970: 1_389_815_850_500)])
  }

  @Test(
    "another user's keys are an error",
    arguments: [
      "<UserName>Eve</UserName>", "<UserName/>",
      "<AccessKeyMetadata><member><UserName>Eve</UserName><AccessKeyId>AKIA1</AccessKeyId>"
        + "<Status>Active</Status></member></AccessKeyMetadata>",
    ])
  func otherUser(result: String) {
    #expect(throws: MalformedResponse.self) { try keys(result) }
  }

  @Test("a name in another case is the same user")
  func otherCase() throws {
    #expect(try keys("<UserName>BOB</UserName>").items.isEmpty)
  }

  @Test(
    "a key without id or status, or with an odd id, is an error",
    arguments: [
      "<AccessKeyId>AKIA 1</AccessKeyId><Status>Active</Status>", "<Status>Active</Status>",
      "<AccessKeyId>AKIA1</AccessKeyId>",
    ])
  func incomplete(members: String) {
    #expect(throws: MalformedResponse.self) { try keys(key(members)) }
  }

  @Test("P8: no keys, and no IsTruncated, as in moto's response")
  func none() throws {
    #expect(try keys("<UserName>Bob</UserName>") == Page(items: [], nextMarker: nil))
  }
}
