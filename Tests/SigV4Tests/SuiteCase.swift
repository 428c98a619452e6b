// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import Testing
import TestSupport
import UTC

@testable import SigV4

/// One folder of AWS's signing test suite: a request, who signs it when, and each stage's result.
struct SuiteCase: Sendable, CustomTestStringConvertible {
  let name: String
  var testDescription: String { name }

  static let all = Vectors.folders(in: "sigv4").map(SuiteCase.init)

  func expected(_ stage: String) throws -> String {
    try Vectors.text("sigv4/\(name)/header-\(stage).txt")
  }

  func context() throws -> Context {
    let data = Data(try Vectors.text("sigv4/\(name)/context.json").utf8)
    return try Self.decoder.decode(Context.self, from: data)
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  struct Context: Decodable {
    struct Keys: Decodable {
      let accessKeyId: String
      let secretAccessKey: String
      let token: String?
    }
    let credentials: Keys
    let region: String
    let service: String
    let normalize: Bool
    let signBody: Bool
    let timestamp: String
  }
}

extension SuiteCase.Context {
  var scope: CredentialScope {
    get throws {
      CredentialScope(
        date: try time.date, region: region, service: service)
    }
  }

  var signer: Signer {
    Signer(
      credentials: Credentials(
        accessKeyID: credentials.accessKeyId, secretAccessKey: credentials.secretAccessKey,
        sessionToken: credentials.token),
      region: region, service: service, options: options)
  }

  var options: SigningOptions {
    SigningOptions(
      encodesPathTwice: true, normalisesPath: normalize, sendsPayloadHash: signBody)
  }

  /// `2015-08-30T12:36:00Z`
  var moment: Timestamp {
    get throws {
      let date = try Date.ISO8601FormatStyle().parse(timestamp)
      return Timestamp(secondsSince1970: Int(date.timeIntervalSince1970))
    }
  }

  var time: RequestDateTime { get throws { RequestDateTime(try moment) } }

  /// The request with the fields that a signer adds before it makes the canonical request.
  func dated(_ request: Request) throws -> Request {
    var request = request
    request.fields["X-Amz-Date"] = try time.dateTime
    if let token = credentials.token { request.fields["X-Amz-Security-Token"] = token }
    if signBody { request.fields["x-amz-content-sha256"] = try sha256(request.body) }
    return request
  }
}

func sha256(_ bytes: [UInt8]) throws -> String { try SHA256().hash(bytes).hexadecimal }

extension Request {
  /// Reads a request as the suite writes it: a line that begins with a space continues the last.
  init(suite text: String) throws {
    let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
    let unfolded = parts[0].replacingOccurrences(of: "\n ", with: " ")
    var lines = unfolded.split(separator: "\n").map(String.init)
    let line = lines.removeFirst()
    let target = line.dropFirst(line.prefix { $0 != " " }.count + 1).dropLast(" HTTP/1.1".count)
    self.init(
      Method(rawValue: String(line.prefix { $0 != " " })), scheme: "https", authority: "",
      path: String(target), body: parts.count > 1 ? Array(parts[1].utf8) : [])
    for line in lines { add(line) }
  }

  private mutating func add(_ line: String) {
    let name = line.prefix { $0 != ":" }
    let value = String(line.dropFirst(name.count + 1))
    if name.lowercased() == "host" {
      authority = value
    } else {
      fields.append(String(name), value)
    }
  }
}
