// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
import IAM
import Identifiers
import Testing
import TestSupport

@Suite(.limited) struct ListAccountAliasesTests {
  private func aliases(_ result: String) throws -> [String] {
    let page = try ListAccountAliases().output(
      from: response(
        "<ListAccountAliasesResponse><ListAccountAliasesResult>\(result)"
          + "</ListAccountAliasesResult></ListAccountAliasesResponse>"))
    return page.items.map(\.description)
  }

  @Test("the form, and that of the next page")
  func form() throws {
    let form = "Action=ListAccountAliases&Version=2010-05-08"
    #expect(try text(ListAccountAliases()) == form)
    #expect(try text(ListAccountAliases().continued(at: "a=b")) == form + "&Marker=a%3Db")
  }

  @Test("an account has one alias or none")
  func aliases() throws {
    let one = "<AccountAliases><member>acme-prod</member></AccountAliases>"
    #expect(try aliases(one + "<IsTruncated>false</IsTruncated>") == ["acme-prod"])
    for none in ["", "<AccountAliases/><IsTruncated>false</IsTruncated>"] {
      #expect(try aliases(none) == [])
    }
  }

  @Test(
    "30: an unreadable response is an error, never an account without an alias",
    arguments: [
      "<AccountAliases><member/></AccountAliases>", "<AccountAliases>acme</AccountAliases>",
      "<AccountAliases><member>a&#10;b</member></AccountAliases>",
      "<AccountAliases><member><a/></member></AccountAliases>",
      "<AccountAliases/><IsTruncated>true</IsTruncated>",
    ])
  func unreadable(result: String) {
    #expect(throws: MalformedResponse.self) { try aliases(result) }
  }
}
