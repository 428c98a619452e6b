// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import EmailDocument

@Suite("The URL of a draft", .limited)
struct EmailDraftTests {
  /// Recipients, subject, lines, and the URL (RFC 6068).
  static let drafts: [(to: [String], subject: String, lines: [String], url: String)] = [
    (["a@x.org"], "Hi", [], "mailto:a@x.org?subject=Hi&body="),
    (["a@x.org", "b@x.org"], "", ["c"], "mailto:a@x.org,b@x.org?subject=&body=c"),
    (
      ["a@x.org"], "two words", ["1", "", "3"],
      "mailto:a@x.org?subject=two%20words&body=1%0D%0A%0D%0A3"
    ),
    (
      ["a?b&c%d+e@x.org"], "&cc=", ["+?#"],
      "mailto:a%3Fb%26c%25d%2Be@x.org?subject=%26cc%3D&body=%2B%3F%23"
    ),
    (["a@x.org"], "a\r\nBcc: b", ["c\nd"], "mailto:a@x.org?subject=a%20%20Bcc%3A%20b&body=c%20d"),
    (["a@x.org"], "Zoë", ["…"], "mailto:a@x.org?subject=Zo%C3%AB&body=%E2%80%A6"),
  ]

  @Test("is what a mail program reads back", arguments: drafts)
  func url(to: [String], subject: String, lines: [String], url: String) {
    #expect(EmailDraft(to: to, subject: subject, lines: lines).url == url)
  }

  @Test("stands in the text behind the words of the link")
  func text() {
    let link: RichText =
      "Ask \(link: "us", opening: EmailDraft(to: ["a@x.org"], subject: "b", lines: []))"
    let document = EmailDocument(subject: "", preview: "", heading: "", blocks: [.paragraph(link)])
    #expect(document.plainText.hasSuffix("\nAsk us <mailto:a@x.org?subject=b&body=>\n"))
  }
}
