// SPDX-License-Identifier: Apache-2.0
import Identifiers
import Testing
import TestSupport

@testable import SES

@Suite("The sender's name and address in one field", .limited)
struct MailboxTests {
  private func text(_ name: String?) throws -> String {
    Mailbox(name: name, address: try address("keys@corp.example")).text
  }

  /// A name, and what stands before the address.
  static let names: [(name: String, phrase: String)] = [
    ("Cloud Security", #""Cloud Security""#), ("Keys, \"old\" ones", #""Keys, \"old\" ones""#),
    (#"a\b"#, #""a\\b""#), ("a@b <c@d>", #""a@b <c@d>""#), ("", #""""#),
    ("Zoë Öz_1", "=?UTF-8?Q?Zo=C3=AB=20=C3=96z=5F1?="), ("é\"?=", "=?UTF-8?Q?=C3=A9=22=3F=3D?="),
    ("🔑", "=?UTF-8?Q?=F0=9F=94=91?="),
  ]

  @Test("49: a name is quoted, or encoded where it is not ASCII", arguments: names)
  func name(name: String, phrase: String) throws {
    #expect(try text(name) == "\(phrase) <keys@corp.example>")
  }

  @Test func withoutANameTheAddressStandsAlone() throws {
    #expect(try text(nil) == "keys@corp.example")
  }

  @Test(
    "a long name takes several words, none of them over 75 characters", arguments: ["é", "🔑", "aé"])
  func long(piece: String) throws {
    let words = try text(String(repeating: piece, count: 64)).split(separator: " ").dropLast()
    #expect(words.count > 1 && words.allSatisfy { $0.utf8.count <= 75 })
    let encoded = words.map { $0.dropFirst("=?UTF-8?Q?".count).dropLast("?=".count) }
    let whole = String(repeating: piece, count: 64).utf8.map { byte in
      byte < 0x80
        ? String(Character(Unicode.Scalar(byte))) : "=" + String(byte, radix: 16).uppercased()
    }
    #expect(encoded.joined() == whole.joined())
    // None begins within a character.
    #expect(encoded.allSatisfy { !["=8", "=9", "=A", "=B"].contains($0.prefix(2)) })
  }
}
