// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Identifiers
import UTC

extension RichText {
  /// `a@example.com, b@example.com or c@example.com`.
  static func enumeration(of addresses: [EmailAddress], by conjunction: RichText) -> RichText {
    let texts = addresses.map { address -> RichText in "\(address)" }
    guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
    return "\(RichText.joined(texts.dropLast(), by: ", ")) \(conjunction) \(last)"
  }
}

extension RichText.StringInterpolation {
  /// `\(day)`: stays on one line.
  mutating func appendInterpolation(_ day: Day) {
    appendInterpolation(noBreak: day.description)
  }

  /// `\(link: "support page", to: page)`: a link.
  mutating func appendInterpolation(link title: String, to page: WebPage) {
    appendInterpolation(link: title, to: page.description)
  }

  /// `\(address)`: opens a new mail.
  mutating func appendInterpolation(_ address: EmailAddress) {
    appendInterpolation(emailAddress: address.description)
  }
}
