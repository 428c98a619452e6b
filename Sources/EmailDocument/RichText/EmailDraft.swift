// SPDX-License-Identifier: Apache-2.0
import HTTP

/// A mail that a link opens and that its writer completes.
public struct EmailDraft: Sendable {
  private let recipients: [String]
  private let fields: [(name: String, lines: [String])]

  /// Creates a draft.
  ///
  /// - Parameters:
  ///   - recipients: an address each.
  ///   - lines: the body.
  public init(to recipients: [String], subject: String, lines: [String]) {
    self.recipients = recipients
    fields = [("subject", [subject]), ("body", lines)]
  }

  /// An empty mail.
  init(to recipient: String) {
    recipients = [recipient]
    fields = []
  }

  /// The URL that opens it, in ASCII ([RFC 6068](https://www.rfc-editor.org/rfc/rfc6068)).
  public var url: String {
    let query = fields.map { name, lines in
      "\(name)=" + lines.map { Self.encoded($0.singleLine) }.joined(separator: "%0D%0A")
    }
    let address = recipients.map { Self.address($0.singleLine) }.joined(separator: ",")
    return "mailto:" + address + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }

  /// A valid local part may hold `?`, `&` and `%`, which have a meaning in the URL.
  private static func address(_ address: String) -> String {
    address.split(separator: "@", omittingEmptySubsequences: false)
      .map { encoded(String($0)) }.joined(separator: "@")
  }

  private static func encoded(_ text: String) -> String {
    PercentEncoding.component.encoded(text)
  }
}
