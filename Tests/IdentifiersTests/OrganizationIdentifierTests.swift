// SPDX-License-Identifier: Apache-2.0
import Identifiers
import TestSupport
import Testing

@Suite("What organizations and roles are called", .limited)
struct OrganizationIdentifierTests {
  @Test(arguments: ["ou-ab12-34cd56ef", "ou-abcd-11111111", "r-ab12"])
  func units(text: String) {
    #expect(OrganizationalUnitID(text)?.description == text)
  }

  @Test(arguments: [
    "", "ou", "ou-ab12", "ou-ab12-34cd56e", "ou-ab1-34cd56ef", "OU-ab12-34cd56ef",
    "ou-AB12-34cd56ef", "ou-ab12-34cd56ef-1", "r-", "r-abc", "123456789012", "ou-ab12-34cd56éf",
  ])
  func noUnits(text: String) { #expect(OrganizationalUnitID(text) == nil) }

  @Test(arguments: ["KeyReminderAudit", "a", "a+=,.@-_1", String(repeating: "x", count: 64)])
  func roles(text: String) { #expect(RoleName(text)?.description == text) }

  @Test(arguments: ["", "a b", "a/b", "ä", "a:b", String(repeating: "x", count: 65)])
  func noRoles(text: String) { #expect(RoleName(text) == nil) }

  @Test("125: a run's id cannot leave the run's place", arguments: ["r1", "a-B_9", long(80)])
  func runs(text: String) { #expect(RunID(text)?.description == text) }

  @Test(arguments: ["", ".", "..", "a/b", "a.b", "a%2Fb", "a:b", "a b", "ä", "a\u{0}", long(81)])
  func noRuns(text: String) { #expect(RunID(text) == nil) }

  private static func long(_ count: Int) -> String { String(repeating: "x", count: count) }

  @Test(
    "118: a name of Organizations is one line, without marks that turn it around",
    arguments: [
      ("Production", "Production"), ("a\r\nBcc: x@y.z", "a Bcc: x@y.z"), ("  a \u{0}\t b ", "a b"),
      ("<b>\"x\"</b>", "<b>\"x\"</b>"), ("a\u{202E}b", "a b"), ("a\u{2028}b", "a b"),
      (String(repeating: "🦊", count: 70), String(repeating: "🦊", count: 64)),
    ])
  func names(text: String, name: String) {
    #expect(AccountName.cleaned(text)?.description == name)
  }

  @Test(arguments: ["", " ", "\r\n\t", "\u{202E}"])
  func noNames(text: String) { #expect(AccountName.cleaned(text) == nil) }
}
