// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
import IAM
import Identifiers
import Testing
import TestSupport

@Suite(.limited) struct ListUserTagsTests {
  private func question() throws -> ListUserTags {
    ListUserTags(userName: try #require(UserName("bob+1")))
  }

  private func tags(_ result: String) throws -> Page<IAMTag> {
    try question().output(
      from: response(
        "<ListUserTagsResponse><ListUserTagsResult>\(result)</ListUserTagsResult>"
          + "</ListUserTagsResponse>"))
  }

  @Test("the form, and that of the next page")
  func form() throws {
    #expect(
      try text(question())
        == "Action=ListUserTags&Version=2010-05-08&UserName=bob%2B1&MaxItems=1000")
    #expect(try text(question().continued(at: "a=b")).contains("&Marker=a%3Db&"))
  }

  private func key(_ text: String) throws -> TagKey { try #require(TagKey(text)) }

  @Test("40: a value keeps its case, spaces and markup; it may be empty")
  func values() throws {
    let page = try tags(
      """
      <Tags><member><Key>EMail</Key><Value> ana@x.org&#xA0;</Value></member>
      <member><Key>note</Key><Value>&lt;script&gt; &amp;</Value></member>
      <member><Key>empty</Key><Value/></member></Tags><IsTruncated>false</IsTruncated>
      """)
    #expect(
      page.items == [
        IAMTag(key: try key("EMail"), value: " ana@x.org\u{A0}"),
        IAMTag(key: try key("note"), value: "<script> &"),
        IAMTag(key: try key("empty"), value: ""),
      ])
    #expect(page.nextMarker == nil)
  }

  @Test("P8: no tags", arguments: ["", "<Tags/>", "<Tags></Tags><IsTruncated>false</IsTruncated>"])
  func none(result: String) throws {
    #expect(try tags(result) == Page(items: [], nextMarker: nil))
  }

  @Test("23: more pages may follow an empty one")
  func emptyPage() throws {
    let page = try tags("<Tags/><IsTruncated>true</IsTruncated><Marker>m</Marker>")
    #expect(page == Page(items: [], nextMarker: "m"))
  }

  @Test(
    "30, 31: an unreadable response is an error, never a user without tags",
    arguments: [
      "<Tags><member><Value>a</Value></member></Tags>",
      "<Tags><member><Key>a</Key></member></Tags>",
      "<Tags><member><Key/><Value>a</Value></member></Tags>",
      "<Tags><member><Key>a#b</Key><Value>a</Value></member></Tags>", "<Tags>email=a</Tags>",
      "<Tags/><IsTruncated>true</IsTruncated>",
    ])
  func unreadable(result: String) {
    #expect(throws: MalformedResponse.self) { try tags(result) }
  }

  @Test("31: another operation's response is an error")
  func otherOperation() throws {
    let question = try question()
    #expect(throws: MalformedResponse.self) { try question.output(from: keysResponse("")) }
  }
}
