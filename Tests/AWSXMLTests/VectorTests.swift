// SPDX-License-Identifier: Apache-2.0
import AWSClient
import FoundationEssentials
import HTTP
import Testing
import TestSupport

@testable import AWSXML

/// Real responses of IAM, STS and SES, with what botocore reads from them.
@Suite(
  .limited,
  .enabled(if: Vectors.areHere, "../shared/vectors is not here and VECTORS names no other place"))
struct VectorTests {
  @Test func areWhole() {
    #expect(!Vectors.names(in: "xml/responses", of: "xml").isEmpty)
    #expect(!Vectors.names(in: "xml/errors", of: "xml").isEmpty)
  }

  @Test(
    "responses: every value is read as botocore reads it",
    arguments: Vectors.names(in: "xml/responses", of: "xml"))
  func responses(name: String) throws {
    let root = try XMLParser.root(of: Array(try Vectors.text("xml/responses/\(name).xml").utf8))
    guard let expected = try json("xml/responses/\(name)").object else { return }
    let result = root.children.first { $0.name.hasSuffix("Result") }
    for (key, value) in expected {
      let holder = key == "ResponseMetadata" ? root : try #require(result)
      let element = try #require(try holder.child(named: key), "\(key)")
      #expect(element.differences(from: value) == [])
    }
  }

  @Test(
    "errors: code, message and request id", arguments: Vectors.names(in: "xml/errors", of: "xml"))
  func errors(name: String) throws {
    let body = Array(try Vectors.text("xml/errors/\(name).xml").utf8)
    let error = ServiceError(xml: Response(status: 400, body: body))
    let expected = try json("xml/errors/\(name)")
    let code = try #require(expected["Error"]?["Code"]?.string)
    let message = try #require(expected["Error"]?["Message"]?.string)
    let requestID = try #require(expected["ResponseMetadata"]?["RequestId"]?.string)
    #expect(error.code == code)
    #expect(error.message == message.replacing("  ", with: " "))
    #expect(error.requestID == requestID)
  }

  private func json(_ path: String) throws -> DecodedJSON {
    try DecodedJSON(Vectors.text("\(path).json").utf8)
  }
}
