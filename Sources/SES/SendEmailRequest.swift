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
    content = Content(
      simple: Simple(
        subject: Text(mail.subject),
        body: Body(text: Text(mail.text), html: Text(mail.html)),
        headers: mail.headers.isEmpty ? nil : mail.headers.map(Header.init)))
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
    let simple: Simple
    enum CodingKeys: String, CodingKey { case simple = "Simple" }
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
