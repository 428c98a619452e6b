// SPDX-License-Identifier: Apache-2.0
import AWSClient
import FoundationEssentials
import HTTP
import Testing
import TestSupport

@testable import AWSQuery

// Real responses of IAM, STS and SES with what botocore reads from them, from the shared vectors
// (environment variable VECTORS, or ../shared/vectors beside the checkout).

private let folder: String = {
  if let named = ProcessInfo.processInfo.environment["VECTORS"] { return named + "/xml" }
  let checkout = #filePath.split(separator: "/").dropLast(3)
  return "/" + checkout.dropLast().joined(separator: "/") + "/shared/vectors/xml"
}()

private func names(in part: String) -> [String] {
  let files = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(part)")
  return (files ?? []).filter { $0.hasSuffix(".xml") }.map { String($0.dropLast(4)) }.sorted()
}

private func bytes(_ file: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(file)")))
}

private func json(_ file: String) throws -> JSON {
  try JSONDecoder().decode(JSON.self, from: Data(try bytes(file + ".json")))
}

private let areThere = !names(in: "responses").isEmpty && !names(in: "errors").isEmpty

@Suite(.limited, .enabled(if: areThere, "no shared vectors: set VECTORS to their folder"))
struct VectorTests {
  @Test("responses: every value is read as botocore reads it", arguments: names(in: "responses"))
  func responses(name: String) throws {
    let root = try XMLParser.root(of: try bytes("responses/\(name).xml"))
    guard case .object(let expected) = try json("responses/\(name)") else { return }
    let result = root.children.first { $0.name.hasSuffix("Result") }
    for (key, value) in expected {
      let holder = key == "ResponseMetadata" ? root : try #require(result)
      let element = try #require(try holder.child(named: key), "\(key)")
      try compare(element, value)
    }
  }

  private func compare(_ element: XMLElement, _ expected: JSON) throws {
    switch expected {
    case .text(let text):
      // botocore hands out blobs decoded.
      let blob = Data(text.utf8).base64EncodedString()
      #expect(element.text == text || element.text == blob)
    case .number(let number): #expect(element.word.flatMap { Double($0) } == number)
    case .flag(let flag): #expect(element.word == String(flag))
    case .list(let items):
      #expect(element.children.count == items.count)
      for (child, item) in zip(element.children, items) { try compare(child, item) }
    case .object where element.text != nil: #expect(element.text?.hasPrefix("%7B") == true)
    case .object(let members): try compare(element, members: members)
    }
  }

  private func compare(_ element: XMLElement, members: [String: JSON]) throws {
    for (key, value) in members {
      let entry = element.children.first { $0.name == "entry" && $0.first("key")?.text == key }
      let child = try entry?.child(named: "value") ?? element.child(named: key)
      try compare(try #require(child, "\(key)"), value)
    }
  }

  @Test("errors: code, message and request id", arguments: names(in: "errors"))
  func errors(name: String) throws {
    let body = try bytes("errors/\(name).xml")
    let error = QueryError.read(from: Response(status: 400, body: body))
    guard case .object(let expected) = try json("errors/\(name)"),
      case .object(let told)? = expected["Error"], case .text(let code)? = told["Code"],
      case .text(let message)? = told["Message"],
      case .object(let metadata)? = expected["ResponseMetadata"],
      case .text(let requestID)? = metadata["RequestId"]
    else {
      Issue.record("the vector has no error")
      return
    }
    #expect(error.code == code)
    #expect(error.message == message.replacing("  ", with: " "))
    #expect(error.requestID == requestID)
  }
}

/// Any JSON, to compare with.
private enum JSON: Decodable {
  case text(String), number(Double), flag(Bool), list([JSON]), object([String: JSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([JSON].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: JSON].self))
    }
  }
}
