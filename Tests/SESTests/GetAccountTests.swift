// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSJSON
import HTTP
import SES
import Testing
import TestSupport

@Suite(.limited) struct GetAccountTests {
  @Test("the request is a GET without a body, and names no content type")
  func request() throws {
    let expected = OperationRequest(.get, path: "/v2/email/account")
    #expect(try GetAccount().request() == expected && GetAccount.isRepeatable)
  }

  @Test("an account in SES's response; unknown members are ignored")
  func account() throws {
    let account = try GetAccount().output(
      from: response(
        200,
        """
        {"DedicatedIpAutoWarmupEnabled":false,"EnforcementStatus":"PROBATION",
        "ProductionAccessEnabled":true,"SendingEnabled":false,"Details":{"ReviewDetails":null},
        "SendQuota":{"Max24HourSend":-1.0,"MaxSendRate":14.5,"SentLast24Hours":3}}
        """))
    #expect(account.enforcementStatus == "PROBATION")
    #expect(account.productionAccessEnabled == true && account.sendingEnabled == false)
    #expect(account.sendQuota?.max24HourSend == -1 && account.sendQuota?.maxSendRate == 14.5)
    #expect(account.sendQuota?.sentLast24Hours == 3)
  }

  @Test("members that SES leaves out are unknown", arguments: ["{}", #"{"SendQuota":null}"#])
  func leftOut(body: String) throws {
    let account = try GetAccount().output(from: response(200, body))
    #expect(account.productionAccessEnabled == nil && account.sendingEnabled == nil)
    #expect(account.enforcementStatus == nil && account.sendQuota == nil)
  }

  @Test(
    "30: a response that is not an account is an error, never an account without limits",
    arguments: [
      "", "<html></html>", "[]", "null", #"{"SendQuota":3}"#, #"{"SendingEnabled":"no"}"#,
    ])
  func notAnAccount(body: String) throws {
    let other = try response(200, body)
    #expect(throws: MalformedResponse.self) { try GetAccount().output(from: other) }
  }
}
