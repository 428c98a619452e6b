// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import Testing
import TestSupport

@testable import KeyReminder

@Suite(.limited) struct AddressRuleTests {
  private static let rule = AddressRule(tag: "email", domain: "corp.example")

  private func destination(
    of name: String, tag value: String? = nil, key: TagKey = "Email", by rule: AddressRule = rule
  ) -> Destination {
    rule.destination(of: .sample(name), tags: value.map { [UserTag(key: key, value: $0)] } ?? [])
  }

  private func text(_ destination: Destination) -> String {
    switch destination {
    case .address(let address, .tag(let key)): "\(address) by tag(\"\(key)\")"
    case .address(let address, let source): "\(address) by \(source)"
    case .nowhere(let reason): "nowhere: \(reason.code)"
    case .unknown(let failure): "unknown: \(failure.cause.code)"
    }
  }

  @Test(
    "the tag, then the name, then the domain",
    arguments: [
      ("bo", "bo@x.org", "bo@x.org by tag(\"email\")"),
      ("a@x.org", "bo@x.org", "bo@x.org by tag(\"email\")"),
      ("bo", "\u{2003} bo@x.org\u{A0}", "bo@x.org by tag(\"email\")"),
      ("a@x.org", nil, "a@x.org by userName"), ("a@x.org", "", "a@x.org by userName"),
      ("bo", nil, "bo@corp.example by domain(\"corp.example\")"),
      ("bo", " ", "bo@corp.example by domain(\"corp.example\")"),
      ("a,b@x.org", nil, "nowhere: NoAddress"), (".bo", nil, "nowhere: NoAddress"),
    ] as [(String, String?, String)])
  func chain(name: String, tag: String?, expected: String) {
    #expect(text(destination(of: name, tag: tag)) == expected)
  }

  @Test(
    "49: the domain is not used for a tag that is not an address, but a name that is an address is used",
    arguments: ["bo", "bo@x", "a@x.org b@x.org", "Bo <bo@x.org>", "bo@x.org\nBcc: e@x.org"])
  func invalidTag(value: String) {
    #expect(text(destination(of: "bo", tag: value)) == "nowhere: InvalidAddress")
    #expect(text(destination(of: "a@x.org", tag: value)) == "a@x.org by userName")
    let tags = [UserTag(key: "EMAIL", value: value)]
    let warning = Self.rule.warning(about: .sample("a@x.org"), tags: tags)
    #expect(warning?.message.contains(value.withCodePoints) == true)
    #expect(
      Self.rule.warning(about: .sample("bo"), tags: tags) == nil, "that one is unreachable already")
  }

  @Test(
    "49: an invisible character in an address is shown as its code point",
    arguments: [
      ("bo\u{200B}@x.org", "bo[U+200B]@x.org"), ("bo@x.org\u{FEFF}", "bo@x.org[U+FEFF]"),
      ("b\u{A0}o@x.org", "b[U+00A0]o@x.org"), ("bo\u{AD}@x.org", "bo[U+00AD]@x.org"),
      ("bo\u{3164}@x.org", "bo[U+3164]@x.org"), ("bo\u{E0041}@x.org", "bo[U+E0041]@x.org"),
      ("\u{202E}gro.x@ob", "[U+202E]gro.x@ob"), ("bo@x.org\nBcc: e", "bo@x.org[U+000A]Bcc: e"),
      ("bö@x.org 漢字", "bö@x.org 漢字"),
    ])
  func invisible(value: String, shown: String) {
    let tags = [UserTag(key: "email", value: value)]
    guard case .nowhere(let reason) = Self.rule.destination(of: "bo", tags: tags) else {
      return #expect(Bool(false), "this is not an address")
    }
    #expect(reason.message(about: "bo").contains("is \"\(shown)\", which"))
    #expect(
      Self.rule.warning(about: .sample("a@x.org"), tags: tags)?.message.contains("\"\(shown)\"")
        == true)
    guard case .nowhere(let other) = AddressRule().destination(of: .sample(value), tags: [])
    else {
      return #expect(Bool(false), "this is not an address")
    }
    #expect(other.message(about: .sample(value)).contains("\"\(shown)\""))
  }

  @Test func withoutRulesTheNameAloneCounts() {
    #expect(text(destination(of: "bo", tag: "bo@x.org", by: AddressRule())) == "nowhere: NoAddress")
    #expect(
      text(destination(of: "a@x.org", tag: "b@x.org", by: AddressRule())) == "a@x.org by userName")
  }

  @Test func anotherTagIsNotTheTag() {
    #expect(
      text(destination(of: "a@x.org", tag: "b@x.org", key: "e-mail")) == "a@x.org by userName")
  }

  /// An address or a name that is one, and whether it is mailed while only these domains are.
  static let recipients: [(name: String, tag: String?, isMailed: Bool)] = [
    ("bo", "bo@x.org", true), ("bo", "bo@X.ORG", true), ("bo", "bo@mail.x.org", false),
    ("bo", "bo@notx.org", false), ("bo", "bo@x.org.evil.example", false),
    ("a@x.org", "a@evil.example", false), ("a@x.org", nil, true), ("a@evil.example", nil, false),
    ("bo", nil, true),
  ]

  @Test(
    "an address outside of the domains is nobody's, wherever it comes from", arguments: recipients)
  func domains(name: String, tag: String?, isMailed: Bool) {
    let found = destination(of: name, tag: tag)
    let limited = found.limited(to: ["x.org", "corp.example"])
    #expect(found.limited(to: []) == found, "no domain stands for all")
    guard case .address(let address, let source) = found else { return #expect(Bool(false)) }
    #expect(limited == (isMailed ? found : .nowhere(.outsideDomains(address, source))))
  }
}
