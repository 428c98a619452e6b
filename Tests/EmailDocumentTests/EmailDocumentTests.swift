// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import EmailDocument

@Suite("A document", .limited)
struct EmailDocumentTests {
  @Test(
    "both bodies have every word",
    arguments: [
      "Heading of", "Paragraph about", "List of", "in detail", "more ", "further ", "and ", "Only",
      "Steps to", "First", "See how", "run --with-option", "undo --with-option", "Then", "Open",
      "Note", "linked", "Hint", "write to", "42 figures", "Chart of", "many", "few", "none",
      "Second",
    ])
  func sameWords(_ words: String) {
    let email = EmailDocument.sample("R&D").rendered()
    #expect(email.text.collapsed.contains(words))
    #expect(HTMLPage(email.html).visibleText.collapsed.contains(words))
  }

  @Test(
    "40: the subject is one line of printable ASCII",
    arguments: [
      ("Keys: 2 (due)", "Keys: 2 (due)"),
      ("1\r\nBcc: eve@example.com", "1??Bcc: eve@example.com"),
      ("1\u{0}\u{7F}\t\u{2028}2", "1????2"),
      ("ü👩‍💻", "????"),
      ("", ""),
    ])
  func subject(_ subject: String, shown: String) {
    let document = EmailDocument(subject: subject, preview: "", heading: "", blocks: [])
    #expect(document.rendered().subject == shown)
  }

  @Test("the HTML has the preview, hidden, and the text does not")
  func preview() {
    let email = EmailDocument.sample().rendered()
    #expect(email.html.contains("mso-hide:all\">Preview of some words</div>"))
    #expect(!email.text.contains("Preview"))
  }

  @Test("a document without blocks has its heading")
  func empty() {
    let email = EmailDocument(subject: "a", preview: "b", heading: "Title", blocks: []).rendered()
    #expect(email.text == "Title\n=====\n")
    #expect(HTMLPage(email.html).unbalanced.isEmpty)
  }
}
