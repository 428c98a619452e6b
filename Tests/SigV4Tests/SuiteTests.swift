// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport

import HTTP
@testable import SigV4

@Suite(
  "AWS's signing test suite, stage by stage", .limited,
  .enabled(if: Vectors.areHere, "../shared/vectors is not here and VECTORS names no other place"))
struct SuiteTests {
  @Test func isWhole() { #expect(SuiteCase.all.count == 30) }

  @Test("canonical request", arguments: SuiteCase.all)
  func canonicalRequest(_ test: SuiteCase) throws {
    #expect(try canonical(test).text == test.expected("canonical-request"))
  }

  @Test("string to sign", arguments: SuiteCase.all)
  func stringToSign(_ test: SuiteCase) throws {
    let context = try test.context()
    let string = StringToSign(
      at: try context.time, scope: try context.scope,
      hashedCanonicalRequest: try sha256(canonical(test).bytes))
    #expect(try string.text == test.expected("string-to-sign"))
  }

  @Test("signature", arguments: SuiteCase.all)
  func signature(_ test: SuiteCase) throws {
    let context = try test.context()
    let key = try SigningKey(secret: context.credentials.secretAccessKey, scope: context.scope)
    let hash = try test.expected("string-to-sign").split(separator: "\n").last
    let string = StringToSign(
      at: try context.time, scope: try context.scope,
      hashedCanonicalRequest: String(try #require(hash)))
    let signature = try key.signature(of: string)
    #expect(try signature == test.expected("signature"))
  }

  @Test("signed request", arguments: SuiteCase.all)
  func signedRequest(_ test: SuiteCase) throws {
    let context = try test.context()
    let request = try Request(suite: Vectors.text("sigv4/\(test.name)/request.txt"))
    let signed = try context.signer.sign(request, at: context.moment)
    let expected = try Request(suite: test.expected("signed-request"))
    #expect(Set(signed.fields.all) == Set(expected.fields.all))
    #expect(signed.authority == expected.authority)
    #expect(signed.path == expected.path)
    #expect(signed.method == expected.method)
    #expect(signed.body == expected.body)
  }

  private func canonical(_ test: SuiteCase) throws -> CanonicalRequest {
    let request = try Request(suite: Vectors.text("sigv4/\(test.name)/request.txt"))
    let context = try test.context()
    return try CanonicalRequest(
      context.dated(request), hashedPayload: sha256(request.body), options: context.options)
  }
}

extension CanonicalRequest {
  var text: String { String(decoding: bytes, as: UTF8.self) }
}
