// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
import HTTP
import IAM
import Identifiers
import Testing
import TestSupport
import UTC

@Suite(.limited) struct ListUsersTests {
  @Test("25: the form, an odd marker in it")
  func form() throws {
    #expect(
      try text(ListUsers())
        == "Action=ListUsers&Version=2010-05-08&PathPrefix=%2F&MaxItems=1000")
    let next = ListUsers(pathPrefix: "/a b/", maxItems: 7).continued(at: "a+b/c=d&e%f g~é")
    #expect(
      try text(next)
        == "Action=ListUsers&Version=2010-05-08&PathPrefix=%2Fa%20b%2F"
        + "&Marker=a%2Bb%2Fc%3Dd%26e%25f%20g~%C3%A9&MaxItems=7")
  }

  @Test("a page of users; console users have a date, readable or not")
  func page() throws {
    let page = try ListUsers().output(
      from: usersResponse(
        """
        <Users>
          <member><Path>/</Path><UserName>ana@example.com</UserName><UserId>AIDA1</UserId>
            <PasswordLastUsed>2014-01-15T19:57:30Z</PasswordLastUsed></member>
          <member><UserName>bot</UserName></member>
          <member><UserName>old</UserName><PasswordLastUsed>long ago</PasswordLastUsed></member>
        </Users>
        <IsTruncated>true</IsTruncated><Marker> a+b </Marker>
        """))
    let used = Timestamp(secondsSince1970: 1_389_815_850)
    #expect(page.items.map(\.userName.description) == ["ana@example.com", "bot", "old"])
    #expect(page.items.map(\.passwordLastUsed) == [.at(used), .notRecorded, .unreadable])
    #expect(page.nextMarker == " a+b ")
  }

  @Test(
    "P8: an empty list is empty when the result is there",
    arguments: ["<Users/>", "<Users></Users>", "<Users>\n</Users>", ""])
  func empty(list: String) throws {
    let page = try ListUsers().output(
      from: usersResponse(list + "<IsTruncated>false</IsTruncated>"))
    #expect(page == Page(items: [], nextMarker: nil))
  }

  @Test(
    "23, 24: where the next page begins",
    arguments: [
      ("<IsTruncated>false</IsTruncated>", nil),
      ("<IsTruncated>false</IsTruncated><Marker>m</Marker>", nil),
      ("<IsTruncated>true</IsTruncated><Marker>m</Marker>", "m"),
      ("<Marker>m</Marker>", "m"),
      ("", nil),
    ] as [(String, String?)])
  func marker(paging: String, expected: String?) throws {
    #expect(try ListUsers().output(from: usersResponse(paging)).nextMarker == expected)
  }

  @Test(
    "24: a page that says there is more but has no marker is an error",
    arguments: [
      "<IsTruncated>true</IsTruncated>", "<IsTruncated>true</IsTruncated><Marker/>",
      "<IsTruncated>maybe</IsTruncated>", "<IsTruncated/>",
    ])
  func badPaging(paging: String) {
    #expect(throws: MalformedResponse.self) { try ListUsers().output(from: usersResponse(paging)) }
  }

  @Test(
    "30, 31: anything but a list of users is an error, never no users",
    arguments: [
      "", "   ", "<html><body>Sign in</body></html>", "{\"Users\":[]}",
      "<ListUsersResponse/>", "<ListUsersResponse><ListUsersResult>",
      "<ListUsersResponse></ListUsersResponse>",
      "<ListRolesResponse><ListUsersResult/></ListRolesResponse>",
      "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>",
      "<ListUsersResponse><ListUsersResult/></ListUsersResponse><more/>",
      "<ListUsersResponse><ListUsersResult/><ListUsersResult/></ListUsersResponse>",
    ])
  func notAList(body: String) {
    #expect(throws: MalformedResponse.self) { try ListUsers().output(from: response(body)) }
  }

  @Test(
    "30: a malformed list is an error",
    arguments: [
      "<Users>none</Users>", "<Users><item><UserName>a</UserName></item></Users>",
      "<Users/><Users><member><UserName>a</UserName></member></Users>",
      "<Users><member/></Users>", "<Users><member><UserName/></member></Users>",
      "<Users><member><UserName>a</UserName><UserName>b</UserName></member></Users>",
      "<Users><member><UserName><b>a</b></UserName></member></Users>",
      "<Users><member><UserName>\(String(repeating: "x", count: 129))</UserName></member></Users>",
    ])
  func badList(list: String) {
    #expect(throws: MalformedResponse.self) { try ListUsers().output(from: usersResponse(list)) }
  }

  @Test("P7, 30: a response that is cut anywhere is an error")
  func truncated() throws {
    let whole = usersResponse("<Users><member><UserName>é</UserName></member></Users>").body
    _ = try ListUsers().output(from: response(bytes: whole))
    for count in 0..<whole.count {
      #expect(throws: MalformedResponse.self) {
        try ListUsers().output(from: response(bytes: Array(whole.prefix(count))))
      }
    }
  }
}
