// SPDX-License-Identifier: Apache-2.0
import Identifiers
import JSON

// A mail as the JSON of SES's
// [SendEmail](https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html).

extension SendEmail {
  var json: JSON {
    [
      "FromEmailAddress": .string(Mailbox(name: sender.name, address: sender.address).text),
      "FromEmailAddressIdentityArn": sender.identity.map { .string($0.description) },
      "Destination": ["ToAddresses": Self.list(recipients) { .string($0.description) }],
      "ReplyToAddresses": Self.list(sender.replyTo) { .string($0.description) },
      "FeedbackForwardingEmailAddress": sender.feedback.map { .string($0.description) },
      "Content": content(headers: Self.list(headers, \.json)),
      "ConfigurationSetName": sender.configurationSet.map(JSON.string),
      "EmailTags": sender.configurationSet == nil ? nil : Self.list(tags, \.json),
    ]
  }

  private func content(headers: JSON?) -> JSON {
    switch content {
    case .simple(let subject, let text, let html):
      [
        "Simple": [
          "Subject": Self.text(subject),
          "Body": ["Text": Self.text(text), "Html": Self.text(html)],
          "Headers": headers,
        ]
      ]
    case .template(let name, let data):
      [
        "Template": [
          "TemplateName": .string(name), "TemplateData": .string(data), "Headers": headers,
        ]
      ]
    }
  }

  private static func text(_ text: String) -> JSON { ["Data": .string(text), "Charset": "UTF-8"] }

  /// `nil`, which is left out, for an empty list.
  private static func list<Element>(_ elements: [Element], _ json: (Element) -> JSON) -> JSON? {
    elements.isEmpty ? nil : .array(elements.map(json))
  }
}

extension MessageHeader {
  fileprivate var json: JSON { ["Name": .string(name), "Value": .string(value)] }
}

extension MessageTag {
  fileprivate var json: JSON { ["Name": .string(name), "Value": .string(value)] }
}
