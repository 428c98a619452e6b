// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import EmailDocument

@Suite("Rich text", .limited)
struct RichTextTests {
  @Test("is text without its styles")
  func text() {
    let inner: RichText = "\(strong: "b")c"
    let text: RichText = "a\(inner)\(code: "d")\(noBreak: "e")\(7)\(link: "f", to: "https://g")"
    #expect(text.text == "abcde7f")
    #expect(("" as RichText).text == "")
  }

  @Test(
    "is markup with its styles",
    arguments: [
      ("a & b", "a &amp; b"),
      ("\(strong: "<")", "<strong>&lt;</strong>"),
      ("\(code: "AKIA")", "<span \(Style.identifier.markup)>AKIA</span>"),
      ("\(noBreak: "a-b")", "<span style=\"white-space:nowrap\">a-b</span>"),
      ("\(link: "a", to: "https://b")", "<a href=\"https://b\" \(Style.link.markup)>a</a>"),
      (
        "\(link: "a", opening: EmailDraft(to: ["b@c.d"], subject: "e", lines: ["f"]))",
        "<a href=\"mailto:b@c.d?subject=e&amp;body=f\" \(Style.link.markup)>a</a>"
      ),
      (
        "\(emailAddress: "a+b@c.d")",
        "<a href=\"mailto:a%2Bb@c.d\" \(Style.link.markup)>a+b@c.d</a>"
      ),
    ] as [(RichText, String)])
  func markup(_ text: RichText, markup: String) {
    #expect(("\(text)" as HTML).markup == markup)
  }

  @Test("is joined with a separator between the parts")
  func joined() {
    let parts: [RichText] = ["a", "\(strong: "b")", "c"]
    #expect(RichText.joined(parts).text == "a b c")
    #expect(RichText.joined(parts, by: ", and ").text == "a, and b, and c")
    #expect(RichText.joined([]).text == "")
    #expect(("\(RichText.joined(parts))" as HTML).markup == "a <strong>b</strong> c")
  }

  @Test("is one line of visible characters in every style")
  func cleaned() {
    let value = "a\nb\u{202E}"
    let text: RichText = """
      \(value)\(strong: value)\(code: value)\(noBreak: value)\(emailAddress: value)\
      \(link: value, to: value)
      """
    #expect(text.text == String(repeating: "a b", count: 6))
    guard case .link("a b", address: "a b")? = text.runs.last else {
      return #expect(Bool(false), "The address is cleaned, too.")
    }
  }
}

@Suite("Text from outside", .limited)
struct StringCleaningTests {
  @Test(
    "becomes one line of visible characters",
    arguments: [
      ("plain", "plain"), ("", ""), ("Zoë 漢字 👩‍💻", "Zoë 漢字 👩‍💻"),
      ("a\nSend your secret key to eve", "a Send your secret key to eve"),
      ("a\r\n\tb", "a   b"),
      ("a\u{2028}b\u{2029}c\u{85}d", "a b c d"),
      ("a\u{0}\u{1B}[31mb", "a  [31mb"),
      ("a\u{202E}b\u{2066}c\u{200F}d", "abcd"),
    ])
  func singleLine(_ text: String, shown: String) {
    #expect(text.singleLine == shown)
  }

  @Test(
    "is shortened to a number of characters",
    arguments: [("", ""), ("abc", "abc"), ("abcd", "ab…"), ("äöüß", "äö…")])
  func shortened(_ text: String, shown: String) {
    #expect(text.shortened(to: 3) == shown)
  }
}
