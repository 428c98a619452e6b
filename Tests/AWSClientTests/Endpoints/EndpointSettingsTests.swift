// SPDX-License-Identifier: Apache-2.0
import IAM
import SES
import Testing
import TestSupport

@testable import AWSClient

@Suite(.limited) struct EndpointSettingsTests {
  private func endpoint(_ url: String) throws -> String {
    let endpoint = try CustomEndpoint(url, variable: "AWS_ENDPOINT_URL")
    return "\(endpoint.scheme)|\(endpoint.authority)|\(endpoint.basePath)"
  }

  @Test func nothingIsSetByDefault() throws {
    let settings = try EndpointSettings(environment: ["AWS_ENDPOINT_URL": "", "HOME": "/"])
    #expect(settings == (try EndpointSettings(environment: [:])))
    #expect(settings.variant == .standard)
    #expect(try settings.customEndpoint(of: .iam) == nil)
    #expect(try settings.customEndpoint(of: .ses) == nil)
  }

  @Test func serviceBeatsGlobal() throws {
    let settings = try EndpointSettings(environment: [
      "AWS_ENDPOINT_URL": "https://global.example",
      "AWS_ENDPOINT_URL_IAM": "https://iam.example",
    ])
    #expect(try settings.customEndpoint(of: .iam)?.authority == "iam.example")
    #expect(try settings.customEndpoint(of: .ses)?.authority == "global.example")
  }

  @Test func configuredEndpointsCanBeIgnored() throws {
    let settings = try EndpointSettings(environment: [
      "AWS_ENDPOINT_URL": "no url at all", "AWS_ENDPOINT_URL_IAM": "https://iam.example",
      "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
    ])
    #expect(try settings.customEndpoint(of: .iam) == nil)
    #expect(try settings.customEndpoint(of: .ses) == nil)
  }

  @Test(arguments: [("true", true), ("TRUE", true), ("false", false), ("False", false)])
  func flagsAreTrueOrFalse(_ value: String, _ expected: Bool) throws {
    let settings = try EndpointSettings(environment: [
      "AWS_USE_FIPS_ENDPOINT": value, "AWS_USE_DUALSTACK_ENDPOINT": value,
    ])
    #expect(settings.variant == (expected ? .fipsDualStack : .standard))
  }

  @Test func oneFlagIsNotTheOther() throws {
    let fips = try EndpointSettings(environment: ["AWS_USE_FIPS_ENDPOINT": "true"])
    let dualStack = try EndpointSettings(environment: ["AWS_USE_DUALSTACK_ENDPOINT": "true"])
    #expect(fips.variant == .fips && dualStack.variant == .dualStack)
  }

  @Test(arguments: [
    "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
  ])
  func otherFlagsAreNamed(_ variable: String) {
    let error = #expect(throws: EndpointError.self) {
      try EndpointSettings(environment: [variable: "yes"])
    }
    #expect(error?.description == "\(variable) is \"yes\"; it must be true or false")
  }

  @Test(arguments: [
    ("https://example.com", "https|example.com|"), ("https://example.com/", "https|example.com|"),
    ("HTTPS://EXAMPLE.com:443//", "https|example.com|"),
    ("https://example.com:8443/a/b%20c/", "https|example.com:8443|/a/b%20c"),
    ("https://h:80", "https|h:80|"), ("http://localhost:80/", "http|localhost|"),
    ("http://127.0.0.1:5000", "http|127.0.0.1:5000|"), ("http://127.255.3.4", "http|127.255.3.4|"),
    ("http://[::1]:4566/x", "http|[::1]:4566|/x"), ("http://[0:0::1]", "http|[::1]|"),
    ("https://[2001:DB8::1]:443", "https|[2001:db8::1]|"), ("https://10.0.0.1", "https|10.0.0.1|"),
    ("https://a_b.internal:65535", "https|a_b.internal:65535|"),
    ("https://h/a@b:c;d=e", "https|h|/a@b:c;d=e"),
  ])
  func urlIsTaken(_ url: String, _ parts: String) throws {
    #expect(try endpoint(url) == parts)
  }

  @Test(arguments: [
    "example.com", "ftp://example.com", "https:/example.com", "https://", "https:///x", "://h",
    "https://user@example.com", "https://user:password@example.com/", "https://h?query",
    "https://h/#fragment", "https://h/?", "https://h:", "https://h:0", "https://h:65536",
    "https://h:+1", "https://h:1:2", "https://h:x", "https://a..b", "https://h.", "https://.h",
    "https://exa mple.com", "https://ex%41mple.com", "https://münchen.de", "https://h/a b",
    "https://h/%zz", "https://h/%4", "https://h/ü", "https://h/a\\b", "https://h\r\nX: y",
    "https://[::1", "https://::1", "https://[::1]x", "https://[::1%25eth0]", "https://[1.2.3.4]",
    "https://127.1", "https://0x7f.0.0.1", "https://0x7f000001", "https://2130706433",
    "https://127.0.0.01", "https://127.0.0.256", "https://1.2.3.4.5", "https://[]", " https://h",
  ])
  func otherURLsAreRefused(_ url: String) {
    #expect(throws: EndpointError.self) { try endpoint(url) }
  }

  @Test(arguments: [
    "http://example.com", "http://10.0.0.1:5000", "http://localhost.example.com", "http://[::2]",
    "http://128.0.0.1", "http://0.0.0.0", "http://[::ffff:127.0.0.1]", "http://127.0.0.1.nip.io",
    "http://127.0.0.1@example.com", "http://127.0.0.1.",
  ])
  func plainHTTPStaysOnTheMachine(_ url: String) {
    #expect(throws: EndpointError.self) { try endpoint(url) }
  }

  @Test(arguments: [
    ("https://user:secret@example.com", "…@example.com"),
    ("https://h/?token=secret", "https://h/?…"),
    ("http://u:sec@ret@h/#secret", "…@h/?…"), ("http://example.com", "http://example.com"),
    ("https://user:secret?x@h", "…"), ("https://user:secret#x@h", "…"),
    ("https://h/?a=secret@x", "…"),
    ("https://user:sec/ret@h", "…@h"), ("https://user:sec ret@h/#secret", "…@h/?…"),
    ("https://user:secret@\u{301}h", "…@\u{301}h"), ("https://h/?\u{301}secret", "https://h/?…"),
    ("secret@h", "…@h"),
  ])
  func errorsShowTheVariableAndNoSecret(_ url: String, _ shown: String) {
    let error = #expect(throws: EndpointError.self) { try endpoint(url) }
    #expect(error?.description.hasPrefix("AWS_ENDPOINT_URL is \"\(shown)\"; it must be ") == true)
  }
}
