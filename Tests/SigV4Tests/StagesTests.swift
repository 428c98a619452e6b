// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import TestSupport
import Testing
import UTC

@testable import SigV4

/// The stages of SuiteTests with botocore's results instead of AWS's suite; see Oracle/README.md.
@Suite("botocore's signatures, stage by stage", .limited) struct StagesTests {
  @Test func isWhole() { #expect(StagesCase.all.count == 36) }

  @Test("canonical request", arguments: StagesCase.all)
  func canonicalRequest(_ test: StagesCase) throws {
    let request = try CanonicalRequest(
      test.dated, hashedPayload: sha256(Array(test.body.utf8)))
    #expect(request.text == test.canonicalRequest)
  }

  @Test("string to sign", arguments: StagesCase.all)
  func stringToSign(_ test: StagesCase) throws {
    let hash = try sha256(Array(test.canonicalRequest.utf8))
    let string = StringToSign(at: test.time, scope: test.scope, hashedCanonicalRequest: hash)
    #expect(string.text == test.stringToSign)
  }

  @Test("signature", arguments: StagesCase.all)
  func signature(_ test: StagesCase) throws {
    let key = try SigningKey(secret: test.secretAccessKey, scope: test.scope)
    let hash = try #require(test.stringToSign.split(separator: "\n").last)
    let string = StringToSign(
      at: test.time, scope: test.scope, hashedCanonicalRequest: String(hash))
    #expect(try key.signature(of: string) == test.signature)
  }

  @Test("signed request", arguments: StagesCase.all)
  func signedRequest(_ test: StagesCase) throws {
    let signed = try test.signer.sign(test.request, at: test.moment)
    let expected = Fields(test.signedFields)
    #expect(Set(signed.fields.all) == Set(expected.all))
    #expect(signed.fields.all.count == expected.all.count)
    #expect(signed.path == test.path && signed.authority == test.authority)
    #expect(signed.method.rawValue == test.method && signed.body == Array(test.body.utf8))
  }
}

/// A request, who signs it when, and each stage's result.
struct StagesCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let accessKeyID: String
  let secretAccessKey: String
  let sessionToken: String?
  let region: String
  let service: String
  let date: Int
  let method: String
  let authority: String
  let path: String
  let fields: [[String]]
  let body: String
  let canonicalRequest: String
  let stringToSign: String
  let signature: String
  let signedFields: [[String]]
  var testDescription: String { name }

  static let all: [StagesCase] = {
    let file = Bundle.module.url(forResource: "stages", withExtension: "json")
    let data = file.flatMap { try? Data(contentsOf: $0) }
    return data.flatMap { try? JSONDecoder().decode([StagesCase].self, from: $0) } ?? []
  }()

  var moment: Timestamp { Timestamp(secondsSince1970: date) }
  var time: RequestDateTime { RequestDateTime(moment) }
  var scope: CredentialScope { CredentialScope(date: time.date, region: region, service: service) }

  var signer: Signer {
    Signer(
      credentials: Credentials(
        accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: sessionToken),
      region: region, service: service)
  }

  var request: Request {
    Request(
      Method(rawValue: method), scheme: "https", authority: authority, path: path,
      fields: Fields(fields), body: Array(body.utf8))
  }

  /// The request with the fields that a signer adds before it makes the canonical request.
  var dated: Request {
    var request = request
    request.fields["X-Amz-Date"] = time.dateTime
    if let sessionToken { request.fields["X-Amz-Security-Token"] = sessionToken }
    return request
  }
}

extension Fields {
  fileprivate init(_ pairs: [[String]]) {
    self.init()
    for pair in pairs { append(pair[0], pair[1]) }
  }
}
