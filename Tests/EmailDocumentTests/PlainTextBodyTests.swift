// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import EmailDocument

@Suite("The plain-text body", .limited)
struct PlainTextBodyTests {
  @Test("has this layout")
  func layout() {
    #expect(
      EmailDocument.sample("Zoë").plainText == """
        Heading of Zoë
        ===============

        Paragraph about Zoë, Zoë and Zoë.

        List of Zoë
        ------------
          plain Zoë
          Zoë        Zoë in detail
            more Zoë
            further Zoë <https://example.com/keys>
            do --with-option Zoë
          and Zoë more

          -  Only Zoë

        Steps to Zoë
        -------------

          1. First Zoë
             See how Zoë <https://example.com/keys>
             run --with-option Zoë
             undo --with-option Zoë

          2. Then Zoë

        Open Zoë:
        https://example.com/keys

        Note Zoë, linked Zoë <https://example.com/keys>.

        Hint Zoë, write to Zoë.

        42 figures Zoë

        Chart of Zoë
        -------------
          many Zoë  ############################## 60
          few       # 1
          none      0

        --
        First Zoë
        Second Zoë

        """)
  }

  @Test("keeps its lines to 76 bytes, except a longer word, commands and charts")
  func width() {
    let words = String(repeating: "words ", count: 40)
    let text = EmailDocument.sample(words, page: "https://example.com").plainText
    let mayBeLong = ["    do ", "     run ", "     undo ", "  many ", "  few ", "  none "]
    for line in text.split(separator: "\n") {
      #expect(line.utf8.count <= 76 || mayBeLong.contains { line.hasPrefix($0) })
    }
    let word = String(repeating: "w", count: 90)
    let document = EmailDocument(
      subject: "", preview: "", heading: "", blocks: [.paragraph("a \(word) b")])
    #expect(document.plainText.contains("\na\n\(word)\nb\n"))
  }

  @Test("puts details into a column, unless a name is too long for one")
  func columns() {
    let long = String(repeating: "w", count: 37)
    let items = ["long", "short", long].map { name in
      EmailDocument.Item(name: "\(name)", detail: "detail")
    }
    let document = EmailDocument(
      subject: "", preview: "", heading: "", blocks: [.list(title: nil, items, rest: nil)])
    #expect(
      document.plainText.contains(
        """
          long   detail
          short  detail
          \(long)  detail

        """))
  }

  @Test("a detail that does not fit stands below its name")
  func longDetail() {
    let detail = String(repeating: "words ", count: 12) + "end"
    let item = EmailDocument.Item(name: "name", detail: "\(detail)")
    let document = EmailDocument(
      subject: "", preview: "", heading: "", blocks: [.list(title: nil, [item], rest: nil)])
    #expect(document.plainText.contains("  name\n    words words"))
  }

  @Test("holds neither entities nor tags")
  func noMarkup() {
    let text = EmailDocument.sample("R&D <o'neil>").plainText
    #expect(text.contains("R&D <o'neil>"))
    #expect(!text.contains("&amp;") && !text.contains("&#39;") && !text.contains("</"))
  }

  @Test(
    "40: no value begins a line",
    arguments: ["a\nb", "a\r\nb", "a\u{2028}b", "a\u{2029}b", "a\u{85}b", "a\u{0B}b", "a\u{0C}b"])
  func hostileValue(_ value: String) {
    let text = EmailDocument.sample(value, page: "https://example.com/\(value)").plainText
    let lines = text.split(whereSeparator: \.isNewline)
    #expect(lines.count == EmailDocument.sample("a b").plainText.split(separator: "\n").count)
    #expect(!lines.contains { $0.hasPrefix("b") })
  }
}
