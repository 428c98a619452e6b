// SPDX-License-Identifier: Apache-2.0
import EmailDocument

extension EmailDocument {
  /// A document with one of everything, and `value` wherever a value may stand.
  static func sample(_ value: String = "some words", page: String = "https://example.com/keys")
    -> EmailDocument
  {
    EmailDocument(
      subject: "About \(value)", preview: "Preview of \(value)", heading: "Heading of \(value)",
      blocks: [
        .paragraph("Paragraph about \(strong: value), \(code: value) and \(noBreak: value)."),
        .list(title: "List of \(value)", items(value, page: page), rest: "and \(value) more"),
        .steps(title: nil, [EmailDocument.Step(title: "Only \(value)")]),
        .steps(title: "Steps to \(value)", steps(value, page: page)),
        .button("Open \(value)", address: page),
        .note("Note \(value), \(link: "linked \(value)", to: page)."),
        .hint("Hint \(value), write to \(emailAddress: value)."),
        .figures([Figure(count: 42, label: "figures \(value)")]),
        .chart(
          title: "Chart of \(value)",
          [
            Bar(label: "many \(value)", count: 60, isAlarming: false),
            Bar(label: "few", count: 1, isAlarming: true),
            Bar(label: "none", count: 0, isAlarming: true),
          ]),
        .smallPrint(["First \(value)", "Second \(value)"]),
      ])
  }

  private static func items(_ value: String, page: String) -> [Item] {
    [
      Item(name: "plain \(value)"),
      Item(
        name: "\(code: value)", detail: "\(value) in detail",
        more: ["more \(value)", "\(link: "further \(value)", to: page)"],
        command: "do --with-option \(value)"),
    ]
  }

  private static func steps(_ value: String, page: String) -> [Step] {
    [
      Step(
        title: "First \(value)", detail: "See \(link: "how \(value)", to: page)",
        commands: ["run --with-option \(value)", "undo --with-option \(value)"]),
      Step(title: "Then \(value)"),
    ]
  }
}
