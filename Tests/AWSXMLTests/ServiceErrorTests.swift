// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import Testing
import TestSupport

@testable import AWSXML

@Suite(.limited) struct ServiceErrorTests {
  private func error(_ body: String, status: Int) -> ServiceError {
    ServiceError(xml: Response(status: status, body: Array(body.utf8)))
  }

  @Test(
    "P9, P13: every shape of an error",
    arguments: [
      "<ErrorResponse xmlns='urn:iam'><Error><Type>Sender</Type><Code>C</Code><Message>m</Message>"
        + "</Error><RequestId>r</RequestId></ErrorResponse>",
      "<Response><Errors><Error><Code>C</Code><Message>m</Message></Error></Errors>"
        + "<RequestID>r</RequestID></Response>",
      "<ErrorResponse><Errors><Error><Code>C</Code><Message>m</Message><message>n</message></Error>"
        + "</Errors><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ErrorResponse>",
      "<ErrorResponse><Errors><Error><Code>C</Code><message>m</message></Error></Errors>"
        + "<RequestId>r</RequestId></ErrorResponse>",
      "<Error><Code>C</Code><Message>m</Message><RequestId>r</RequestId></Error>",
    ])
  func shapes(body: String) {
    #expect(
      error(body, status: 400)
        == ServiceError(status: 400, code: "C", message: "m", requestID: "r"))
  }

  @Test(
    "P1, 29: without an error in the body the status is the error",
    arguments: [
      "", "<html><body><b>Http/1.1 Service Unavailable</b></body></html>", "garbage",
      "<ErrorResponse>", "<ErrorResponse/>", "<ErrorResponse><Error/></ErrorResponse>",
      "<ListUsersResponse/>", "<!DOCTYPE html><html></html>", "{\"code\":\"C\"}",
    ])
  func silent(body: String) {
    #expect(
      error(body, status: 503)
        == ServiceError(status: 503, code: "503", message: "Service Unavailable"))
  }

  @Test("26, 27: codes that decide what happens next", arguments: ["NoSuchEntity", "Throttling"])
  func codes(code: String) throws {
    let body = "<ErrorResponse><Error><Code>\(code)</Code></Error></ErrorResponse>"
    #expect(error(body, status: 404).code == code)
  }
}
