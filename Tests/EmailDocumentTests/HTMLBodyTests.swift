// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import EmailDocument

@Suite("The HTML body", .limited)
struct HTMLBodyTests {
  @Test(
    "40: no value changes the markup: the tags are the same as with a harmless one",
    arguments: [
      "<script>alert(1)</script>", "</td></tr></table>", "R&D", "\" onclick=\"x", "' onclick='x",
      "<!--", "-->", "]]>", "<![endif]-->", "&lt;script&gt;", "\\(name)", "a\nb",
    ])
  func hostileValue(_ value: String) {
    // An address may be in the target of a link, where it is encoded differently.
    func page(_ value: String) -> [String] {
      HTMLPage(EmailDocument.sample(value).html.markup).tags
        .map { $0.hasPrefix("<a href=\"mailto:") ? "<a>" : $0 }
        // A command's words are recognised by their hyphens.
        .filter { $0 != "<span style=\"white-space:nowrap\">" && $0 != "</span>" }
    }
    #expect(page(value) == page("harmless"))
  }

  @Test("an address that is not a web address is not a link", arguments: ["javascript:x", "x", ""])
  func noLink(_ address: String) {
    let tags = HTMLPage(EmailDocument.sample(page: address).html.markup).tags
    #expect(tags.count { $0.hasPrefix("<a href") } == 1, "the e-mail address")
    #expect(tags.count { $0.hasPrefix("<a class") } == 4)
  }

  @Test("every element is closed in the right order")
  func balanced() {
    #expect(HTMLPage(EmailDocument.sample().html.markup).unbalanced == [])
  }

  @Test("every table is for layout only, as a screen reader hears it")
  func presentation() {
    let tables = HTMLPage(EmailDocument.sample().html.markup).tags.filter {
      $0.hasPrefix("<table")
    }
    #expect(tables.count > 10)
    #expect(tables.allSatisfy { $0.hasPrefix("<table role=\"presentation\"") })
  }

  @Test("loads nothing and runs nothing")
  func nothingRemote() {
    let html = EmailDocument.sample(page: "").html.markup.lowercased()
    for word in ["<img", "<script", "<link", "url(", "@import", "src=", "http"] {
      #expect(!html.contains(word))
    }
  }

  @Test(
    "says what mail clients look for",
    arguments: [
      "<!doctype html>", "<html lang=\"en\"", "name=\"color-scheme\" content=\"light dark\"",
      "@media (prefers-color-scheme:dark)", "<code", "max-width:600px", "<!--[if mso]>",
      "name=\"viewport\"", "charset=\"utf-8\"",
    ])
  func clients(_ part: String) {
    #expect(EmailDocument.sample().html.markup.contains(part))
  }

  @Test("Word's engine finds the colour and the padding of a button on its cell")
  func button() throws {
    let tags = HTMLPage(EmailDocument.sample().html.markup).tags
    let link = try #require(
      tags.firstIndex { $0.contains("class=\"button\"") && $0.hasPrefix("<a") })
    let cell = tags[link - 1]
    #expect(cell.hasPrefix("<td") && cell.contains("bgcolor=\"\(Palette.light.button)\""))
    #expect(cell.contains("mso-padding-alt:12px 22px") && tags[link].contains("padding:12px 22px"))
  }

  @Test("the bars are as wide as the counts say, and zero has none")
  func bars() {
    let tags = HTMLPage(EmailDocument.sample().html.markup).tags
    #expect(tags.contains { $0.contains("width=\"100%\" cellpadding=\"0\"") })
    #expect(tags.contains { $0.contains("width=\"2%\"") })
    #expect(!tags.contains { $0.contains("width=\"0%\"") })
    #expect(tags.count { $0.hasPrefix("<td class=\"alarm\"") } == 1)
  }

  @Test("only several steps are numbered")
  func numbers() {
    let tags = HTMLPage(EmailDocument.sample().html.markup).tags
    #expect(tags.count { $0.contains("width=\"32\"") } == 2)
  }

  @Test("an option of a command stays on one line, a long word may break")
  func commands() {
    let long = "--" + String(repeating: "w", count: 23)
    let step = EmailDocument.Step(title: "Run", commands: ["run --option \(long) a-b"])
    let html = EmailDocument.Step.list([step]).markup
    func whole(_ word: String) -> String { "<span style=\"white-space:nowrap\">\(word)</span>" }
    #expect(html.contains(">run \(whole("--option")) \(long) \(whole("a-b"))</code>"))
  }
}
