// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import Testing
import TestSupport
import UTC

@testable import SigV4

/// botocore's signatures of random requests, with the rules of S3 and those of all others; see
/// Oracle/README.md.
@Suite(.limited) struct OracleTests {
  @Test(arguments: Oracle.Rules.allCases) func agreesWithBotocore(rules: Oracle.Rules) throws {
    let name = rules.fileName
    let file = try #require(Bundle.module.url(forResource: name, withExtension: "json"))
    let oracle = try JSONDecoder().decode(Oracle.self, from: Data(contentsOf: file))
    #expect(oracle.requests.count == rules.count)
    try oracle.compare(options: rules.options)
  }

  @Test(
    .enabled(if: Oracle.seed != nil, "ORACLE_SEED names no seed"), arguments: Oracle.Rules.allCases)
  func agreesWithBotocoreOnAFreshSeed(rules: Oracle.Rules) throws {
    let oracle = try Oracle.ask(rules, seed: try #require(Oracle.seed), count: 5000)
    #expect(oracle.requests.count == 5000)
    try oracle.compare(options: rules.options)
  }
}

struct Oracle: Decodable {
  /// Which of botocore's signers made the signatures.
  enum Rules: CaseIterable, Sendable {
    case standard, json, s3

    var fileName: String { arguments.map { "\($0)-" }.joined() + "requests" }
    var count: Int { self == .standard ? 1000 : 300 }
    var arguments: [String] { self == .standard ? [] : ["\(self)"] }
    var options: SigningOptions {
      switch self {
      case .standard, .json: .standard
      case .s3:
        SigningOptions(encodesPathTwice: false, normalisesPath: false, sendsPayloadHash: true)
      }
    }
  }
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

  /// Compares with one signer for each scope, as in production: the days of its requests follow
  /// each other in any order.
  func compare(options: SigningOptions) throws {
    let signers = self.signers.map { $0.signer(options) }
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
  func signer(_ options: SigningOptions) -> Signer {
    Signer(
      credentials: Credentials(
        accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: sessionToken),
      region: region, service: service, options: options)
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

  static func ask(_ rules: Rules, seed: String, count: Int) throws -> Oracle {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let sandbox = tests.appendingPathComponent("../../.build/sandbox/venv/bin/python").path
    let python =
      FileManager.default.isExecutableFile(atPath: sandbox)
      ? sandbox : environment["ORACLE_PYTHON"] ?? "python3"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [python, tests.appendingPathComponent("Oracle/oracle.py").path] + rules.arguments
      + [seed, String(count)]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(python) has no botocore?")
    return try JSONDecoder().decode(Oracle.self, from: data)
  }
}
