// SPDX-License-Identifier: Apache-2.0
import Identifiers
import Testing
import TestSupport

@Suite("One single, safe e-mail address", .limited)
struct EmailAddressTests {
  @Test(
    "is accepted as it is",
    arguments: [
      "ana@example.com",
      "Ana.Maria@Example.COM",
      "ana+aws@example.com",
      "dept=ops@example.com",
      "o'neil@example.com",
      "x@sub.sub.example.co.uk",
      "1@2.example",
      "a@xn--bcher-kva.example",
      "a_b-c@my-host.example",
      "!#$%&'*+-/=?^_`{|}~@example.com",
      String(repeating: "l", count: 64) + "@example.com",
      "a@" + String(repeating: "d", count: 63) + ".example",
      "o'brien+aws@x-y.example.org", "A_b.c=d@xn--e1a.x",
    ])
  func valid(_ text: String) throws {
    let address = try #require(EmailAddress(text))
    #expect(address.description == text)
  }

  @Test(
    "49: is refused",
    arguments: [
      // More than one recipient, or another header.
      "a,b@x.org", "a@x.org,b@x.org", "a@x.org;b@x.org", "a@x.org b@x.org", "a@b@x.org",
      "a@x.org@y.org",
      "Ana <ana@x.org>", "<ana@x.org>", "ana@x.org (Ana)", "mailto:ana@x.org",
      "ana@x.org\r\nBcc: eve@x.org", "ana@x.org\n", "\rana@x.org", "a\tb@x.org", "a\0@x.org",
      "\"a b\"@x.org", "\"a\"@x.org", "a\\b@x.org", "a@x.org\r\nBcc: b@x.org", "a@x.org\n",
      // Not ASCII, or only like ASCII to the eye.
      "ana@bücher.example", "zoë@x.org", "é@x.org", "a@é.org", "ana@x。org", "ana＠x.org",
      "аna@x.org", "a\u{200B}@x.org",
      // Dots, spaces and hyphens where none may be.
      ".a@x.org", "a.@x.org", "a..b@x.org", "a@x.org.", "a@.x.org", "a@x..org",
      " a@x.org", "a@x.org ", "a @x.org", "a@ x.org", "a@-x.org", "a@x-.org", "a@x_y.org",
      // Parts that are missing.
      "", "@", "ana", "ana@", "a@b", "@x.org", "ana@localhost", "a@[192.0.2.1]", "a@[127.0.0.1]",
      "a@b.c@d", "a@.", "bo",
      // Too long: local part, label, domain, whole.
      String(repeating: "l", count: 65) + "@x.org", "a@" + String(repeating: "b", count: 256),
      "a@" + String(repeating: "d", count: 64) + ".org",
      "a@" + String(repeating: "d.", count: 127) + "org",
      String(repeating: "l", count: 64) + "@" + String(repeating: "d.", count: 126) + "orgs",
    ])
  func invalid(_ text: String) {
    #expect(EmailAddress(text) == nil)
  }

  @Test("the domain is the part behind the @")
  func domain() throws {
    #expect(try #require(EmailAddress("ana@mail.example.com")).domain == "mail.example.com")
  }
}
