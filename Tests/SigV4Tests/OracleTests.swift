// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import Testing
import TestSupport
import UTC

@testable import SigV4

/// botocore's signatures of random requests; see Oracle/README.md.
@Suite(.limited) struct OracleTests {
  @Test func agreesWithBotocore() throws {
    let file = try #require(Bundle.module.url(forResource: "requests", withExtension: "json"))
    let oracle = try JSONDecoder().decode(Oracle.self, from: Data(contentsOf: file))
    #expect(oracle.requests.count == 1000)
    try oracle.compare()
  }

  @Test(.enabled(if: Oracle.seed != nil, "ORACLE_SEED names no seed"))
  func agreesWithBotocoreOnAFreshSeed() throws {
    let oracle = try Oracle.ask(seed: try #require(Oracle.seed), count: 5000)
    #expect(oracle.requests.count == 5000)
    try oracle.compare()
  }
}

struct Oracle: Decodable {
  struct Scope: Decodable {
    let accessKeyID: String
    let secretAccessKey: String
    let sessionToken: String?
    let region: String
    let service: String
  }
  struct Signed: Decodable {
    let signer: Int
    let date: Int
    let method: String
    let authority: String
    let path: String
    let fields: [[String]]
    let body: String
    let signature: String
  }
  let signers: [Scope]
  let requests: [Signed]

  /// One signer a scope, as in life: the days of its requests follow each other in any order.
  func compare() throws {
    let signers = self.signers.map(\.signer)
    for (index, expected) in requests.enumerated() {
      let date = Timestamp(secondsSince1970: expected.date)
      let signed = try signers[expected.signer].sign(try expected.request, at: date)
      let authorization = try #require(signed.fields["Authorization"])
      if !authorization.hasSuffix("Signature=\(expected.signature)") {
        Issue.record("case \(index): \(expected) was signed \(authorization)")
      }
    }
  }
}

extension Oracle.Scope {
  var signer: Signer {
    Signer(
      credentials: Credentials(
        accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: sessionToken),
      region: region, service: service)
  }
}

extension Oracle.Signed {
  var request: Request {
    get throws {
      var fields = Fields()
      for field in self.fields { fields.append(field[0], field[1]) }
      return Request(
        Method(rawValue: method), scheme: "https", authority: authority, path: path,
        fields: fields, body: Array(body.utf8))
    }
  }
}

extension Oracle {
  private static let environment = ProcessInfo.processInfo.environment
  static var seed: String? { environment["ORACLE_SEED"] }

  static func ask(seed: String, count: Int) throws -> Oracle {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let sandbox = tests.appendingPathComponent("../../.build/sandbox/venv/bin/python").path
    let python =
      FileManager.default.isExecutableFile(atPath: sandbox)
      ? sandbox : environment["ORACLE_PYTHON"] ?? "python3"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      python, tests.appendingPathComponent("Oracle/oracle.py").path, seed, String(count),
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(python) has no botocore?")
    return try JSONDecoder().decode(Oracle.self, from: data)
  }
}
