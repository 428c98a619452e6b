// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// A mail in the members and nesting of SES's
/// [SendEmail](https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html).
struct SendEmailRequest: Encodable {
  let from: String
  let destination: Destination
  let replyTo: [String]?
  let content: Content

  init(_ mail: SendEmail) {
    from = mail.sender.description
    destination = Destination(to: [mail.recipient.description])
    replyTo = mail.replyTo.isEmpty ? nil : mail.replyTo.map(\.description)
    content = Content(mail.content, headers: mail.headers.map(Header.init))
  }

  enum CodingKeys: String, CodingKey {
    case from = "FromEmailAddress"
    case destination = "Destination"
    case replyTo = "ReplyToAddresses"
    case content = "Content"
  }

  struct Destination: Encodable {
    let to: [String]
    enum CodingKeys: String, CodingKey { case to = "ToAddresses" }
  }

  struct Content: Encodable {
    var simple: Simple?
    var template: Template?

    init(_ content: SendEmail.Content, headers: [Header]) {
      let headers = headers.isEmpty ? nil : headers
      switch content {
      case .simple(let subject, let text, let html):
        simple = Simple(
          subject: Text(subject), body: Body(text: Text(text), html: Text(html)), headers: headers)
      case .template(let name, let data):
        template = Template(name: name, data: data, headers: headers)
      }
    }

    enum CodingKeys: String, CodingKey {
      case simple = "Simple"
      case template = "Template"
    }
  }

  struct Template: Encodable {
    let name: String
    let data: String
    let headers: [Header]?
    enum CodingKeys: String, CodingKey {
      case name = "TemplateName"
      case data = "TemplateData"
      case headers = "Headers"
    }
  }

  struct Simple: Encodable {
    let subject: Text
    let body: Body
    let headers: [Header]?
    enum CodingKeys: String, CodingKey {
      case subject = "Subject"
      case body = "Body"
      case headers = "Headers"
    }
  }

  struct Body: Encodable {
    let text: Text
    let html: Text
    enum CodingKeys: String, CodingKey {
      case text = "Text"
      case html = "Html"
    }
  }

  struct Text: Encodable {
    let data: String
    let charset = "UTF-8"
    init(_ data: String) { self.data = data }
    enum CodingKeys: String, CodingKey {
      case data = "Data"
      case charset = "Charset"
    }
  }

  struct Header: Encodable {
    let name: String
    let value: String
    init(_ header: MessageHeader) {
      name = header.name
      value = header.value
    }
    enum CodingKeys: String, CodingKey {
      case name = "Name"
      case value = "Value"
    }
  }
}
