// SPDX-License-Identifier: Apache-2.0
import CurlTransport
import Foundation
import Testing
import TestSupport

@testable import ReminderFunction

/// The variables that say how AWS is reached.
@Suite(.limited) struct RouteSettingsTests {
  @Test(
    "20, 97: the error of a wrong proxy names the variable and what is allowed, and does not show the value",
    arguments: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"],
    [
      "http://svc:s3cret#1@proxy:3128", "http://svc:s3cret/1@proxy:3128", "ftp://svc:s3cret@proxy",
      "http://svc:s3cret@proxy:99999", "http://svc:s3 cret@proxy:3128", "svc:s3cret",
    ])
  func wrongProxy(variable: String, value: String) throws {
    let message = try message(of: [variable: value])
    #expect(message.contains("The variable \(variable) is"))
    #expect(message.contains("http://user:password@host:port") && message.hasSuffix("."))
    #expect(!message.contains("svc") && !message.contains("cret"))
  }

  @Test("20, 97: so is a wrong list of exceptions", arguments: ["no_proxy", "NO_PROXY"])
  func wrongExceptions(variable: String) throws {
    let message = try message(of: [variable: "http://svc:s3cret@proxy"])
    #expect(message.contains("The variable \(variable) is") && message.contains("networks"))
    #expect(!message.contains("s3cret"))
  }

  @Test("20: of several variables the first that is not empty counts")
  func orderOfProxies() throws {
    var variables: [String: String?] = [
      "https_proxy": "a.example", "HTTPS_PROXY": "b.example", "all_proxy": "c.example",
      "ALL_PROXY": "d.example:1", "no_proxy": "", "NO_PROXY": "localhost", "http_proxy": "no proxy",
    ]
    var found: [String?] = []
    for name in ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
      found.append(try Configuration(setting: variables).route.proxy?.description)
      variables[name] = ""
    }
    let expected = [
      "http://a.example", "http://b.example", "http://c.example", "http://d.example:1",
    ]
    #expect(found == expected)
    #expect(try Configuration(setting: variables).route.proxy == nil)
  }

  /// The content of a bundle, and a part of the error.
  static let bundles: [(text: String, word: String)] = [
    ("no certificate at all\n", "at least one certificate"), ("\n", "at least one certificate"),
    ("\(certificate)-----BEGIN CERTIFICATE-----\nMIIB\n", "line 12 "),
    ("# ours\n\(certificate.replacing("MIIB", with: "MI!B"))\(certificate)", "line 2 "),
  ]

  @Test(
    "76: a bundle without a certificate, or with an unreadable one, is reported",
    arguments: bundles)
  func wrongBundle(text: String, word: String) throws {
    let file = try TemporaryFile(text)
    let message = try message(of: ["AWS_CA_BUNDLE": file.path])
    #expect(message.contains("The variable AWS_CA_BUNDLE is \"\(file.path)\"; it must be"))
    #expect(message.contains(word) && message.hasSuffix("."))
  }

  @Test("a bundle of the user's own wins") func ownBundle() throws {
    let file = try TemporaryFile(Self.certificate)
    let configuration = try Configuration(setting: ["AWS_CA_BUNDLE": file.path])
    #expect(configuration.route.trustedCertificates == file.path)
  }

  private static let certificate =
    (try? String(contentsOfFile: Certificates.path("authority"), encoding: .utf8)) ?? ""

  private func message(of variables: [String: String?]) throws -> String {
    let error = try #require(throws: ConfigurationError.self) {
      try Configuration(setting: variables)
    }
    return error.description
  }
}
