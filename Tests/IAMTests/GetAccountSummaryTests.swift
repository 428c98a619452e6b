// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
import IAM
import Testing
import TestSupport

@Suite(.limited) struct GetAccountSummaryTests {
  private func rootHasAccessKeys(_ result: String) throws -> Bool? {
    try GetAccountSummary().output(
      from: response(
        "<GetAccountSummaryResponse><GetAccountSummaryResult>\(result)</GetAccountSummaryResult>"
          + "</GetAccountSummaryResponse>")
    ).rootHasAccessKeys
  }

  private func entry(_ value: String) -> String {
    """
    <SummaryMap><entry><key>Users</key><value>7</value></entry>
    <entry><key>AccountAccessKeysPresent</key><value>\(value)</value></entry></SummaryMap>
    """
  }

  @Test("the form")
  func form() throws {
    #expect(try text(GetAccountSummary()) == "Action=GetAccountSummary&Version=2010-05-08")
  }

  @Test(arguments: [("0", false), ("1", true), (" 2\n", true)])
  func rootKeys(value: String, present: Bool) throws {
    #expect(try rootHasAccessKeys(entry(value)) == present)
  }

  @Test("a summary that does not mention root keys leaves them unknown")
  func unknown() throws {
    #expect(try rootHasAccessKeys("<SummaryMap/>") == nil)
  }

  @Test("30: an unreadable response is an error, never an account without root keys")
  func unreadable() {
    for result in ["", entry(""), entry("many"), "<SummaryMap>0</SummaryMap>x"] {
      #expect(throws: MalformedResponse.self) { try rootHasAccessKeys(result) }
    }
  }
}
