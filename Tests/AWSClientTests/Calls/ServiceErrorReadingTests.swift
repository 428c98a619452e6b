// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import Testing
import TestSupport

@Suite(.limited) struct ServiceErrorReadingTests {
  private func error(_ status: Int, code: String? = nil, message: String? = nil) -> ServiceError {
    ServiceError(
      Response(status: status), code: code, message: message)
  }

  @Test(
    "P1: the status replaces what the body leaves out",
    arguments: [(503, "Service Unavailable"), (404, "Not Found"), (599, "HTTP status 599")])
  func gaps(status: Int, phrase: String) {
    let error = error(status, code: "", message: " \n")
    #expect(error == ServiceError(status: status, code: String(status), message: phrase))
  }

  @Test("P13: the request's id comes from the header field when the body has none")
  func requestID() throws {
    let response = Response(status: 400, fields: ["X-Amzn-RequestId": "field-id"])
    #expect(ServiceError(response, code: nil, message: nil).requestID == "field-id")
    let fromBody = ServiceError(response, code: nil, message: nil, requestID: "body-id")
    #expect(fromBody.requestID == "body-id")
  }

  @Test("control and direction characters become spaces, length is bounded")
  func harmless() {
    let odd = "a\u{0}b\r\nc\u{1B}[31m\u{202E}d\u{2028}e"
    #expect(error(400, message: odd).message == "a b c [31m d e")
    #expect(error(400, code: "A\nB").code == "A B")
    #expect(error(400, message: String(repeating: "é", count: 1_000_000)).message.count == 1024)
  }

  @Test(
    "97: no session token and no signature in a message",
    arguments: [
      "The request signature we calculated does not match.\n\nThe Canonical String for this request"
        + " should have been\n'POST\n/\n\nx-amz-security-token:SECRET\n'",
      "The request signature we calculated does not match. X-AMZ-Security-Token:SECRET",
      "The request signature we calculated does not match. Authorization=AWS4 Signature=SECRET",
      "The request signature we calculated does not match. 'x-amz-security-token:SECRET",
    ])
  func secrets(message: String) {
    let kept = error(403, code: "SignatureDoesNotMatch", message: message).message
    #expect(kept == "The request signature we calculated does not match.")
  }

  @Test("a message about time keeps its times")
  func skew() {
    let text = "Signature expired: 20210502T144040Z is now earlier than 20210502T173143Z"
    #expect(error(403, message: text).message == text)
  }
}
