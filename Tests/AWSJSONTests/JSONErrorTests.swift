// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import Testing
import TestSupport

@testable import AWSJSON

@Suite(.limited) struct JSONErrorTests {
  private func error(_ status: Int, _ body: String, type: String? = nil) -> ServiceError {
    var response = Response(status: status, body: Array(body.utf8))
    response.fields["X-Amzn-ErrorType"] = type
    return JSONError.read(from: response)
  }

  @Test(
    "P3, P4: the code, in each place and form",
    arguments: [
      ("Name:http://url/", "{}"), ("ns.sub#Name:http://url/", "{\"__type\":\"Other\"}"),
      ("Name", "{\"code\":\"Other\"}"), (nil, "{\"__type\":\"Name\"}"),
      (nil, "{\"__type\":\"ns.sub#Name\"}"), (nil, "{\"__type\":\"#Name\"}"),
      (nil, "{\"__type\":\"ns#Name:http://url/#x\"}"), (nil, "{\"code\":\"Name\"}"),
      (nil, "{\"Code\":\"Name\",\"x\":{\"y\":[1,null]}}"),
      (nil, "{\"__type\":\"\",\"code\":\"Name\"}"),
    ] as [(String?, String)])
  func code(type: String?, body: String) throws {
    #expect(error(400, body, type: type).code == "Name")
  }

  @Test(
    "P5: message or Message",
    arguments: [
      "{\"message\":\"m\"}", "{\"Message\":\"m\"}", "{\"message\":null,\"Message\":\"m\"}",
    ])
  func message(body: String) throws {
    let error = self.error(400, body, type: "Name")
    #expect(error == ServiceError(status: 400, code: "Name", message: "m"))
  }

  @Test(
    "P1, P2: without JSON the status is the code, the text the message, HTML none",
    arguments: [
      (504, "", "Gateway Timeout"), (413, "Request too long", "Request too long"),
      (403, "<E><Code>C</Code></E>", "<E><Code>C</Code></E>"), (502, "\n", "Bad Gateway"),
      (503, "<html><body><b>Http/1.1 Service Unavailable</b></body></html>", "Service Unavailable"),
      (503, " <!DOCTYPE HTML><html>", "Service Unavailable"), (400, "{}", "Bad Request"),
      (500, "[1]", "[1]"), (400, "{\"code\":400}", "Bad Request"),
    ])
  func noJSON(status: Int, body: String, message: String) throws {
    #expect(
      error(status, body)
        == ServiceError(status: status, code: String(status), message: message))
  }
}
