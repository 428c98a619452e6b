// SPDX-License-Identifier: Apache-2.0

/// Markup that is safe to send.
///
/// A literal in the source is markup. An interpolated value is escaped unless it is `HTML` itself,
/// and only the types named below can be interpolated. Literals are `StaticString`s, which text
/// from outside cannot become: no value can be written without being escaped.
///
///     let line: HTML = "<p>\(userName), <a\(href: guide)>read on</a></p>"
struct HTML: Sendable, ExpressibleByStringInterpolation {
  /// The markup as it is sent.
  let markup: String

  init(stringLiteral literal: StaticString) {
    markup = literal.description
  }

  init(stringInterpolation: StringInterpolation) {
    markup = stringInterpolation.markup
  }

  /// Collects the pieces of one literal.
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + 64 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: StaticString) {
      if literal.utf8CodeUnitCount > 0 { markup += literal.description }
    }

    /// Text, in an element or between the quotes of an attribute.
    mutating func appendInterpolation(_ text: String) {
      appendEscaped(text)
    }

    mutating func appendInterpolation(_ number: Int) {
      markup += number.description
    }

    mutating func appendInterpolation(_ html: HTML) {
      markup += html.markup
    }

    mutating func appendInterpolation(_ parts: [HTML]) {
      for part in parts { markup += part.markup }
    }

    /// A whole `href` attribute with the space before it, or nothing when `address` is not a web
    /// address: a link without a target is harmless, a link to `javascript:` is not.
    mutating func appendInterpolation(href address: String) {
      guard Self.isWebAddress(address) else { return }
      markup += " href=\""
      appendEscaped(address)
      markup += "\""
    }

    /// A whole `href` attribute, with the space before it, that opens a new mail.
    mutating func appendInterpolation(mailto draft: EmailDraft) {
      markup += " href=\""
      appendEscaped(draft.url)
      markup += "\""
    }
  }
}

extension HTML.StringInterpolation {
  private mutating func appendEscaped(_ text: String) {
    guard text.utf8.contains(where: { Self.entity(for: $0) != nil }) else {
      markup += text
      return
    }
    for scalar in text.unicodeScalars {
      if let entity = UInt8(exactly: scalar.value).flatMap(Self.entity) {
        markup += entity
      } else {
        markup.unicodeScalars.append(scalar)
      }
    }
  }

  private static func entity(for byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    // Not &apos;, which HTML 4 and so some mail clients do not know.
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }

  private static func isWebAddress(_ address: String) -> Bool {
    let start = address.prefix(8).lowercased()
    return (start.hasPrefix("https://") || start.hasPrefix("http://"))
      && address.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }
}
