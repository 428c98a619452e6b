// SPDX-License-Identifier: Apache-2.0

extension RichText: ExpressibleByStringInterpolation {
  /// The literal as plain text. It is part of the program, so it is not cleaned.
  public init(stringLiteral literal: StaticString) {
    runs = [.plain(literal.description)]
  }

  /// The pieces of an interpolated literal.
  public init(stringInterpolation: StringInterpolation) {
    runs = stringInterpolation.runs
  }

  /// Collects the runs of one literal.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var runs: [Run] = []

    /// Reserves space for the pieces of the literal.
    public init(literalCapacity: Int, interpolationCount: Int) {
      runs.reserveCapacity(2 * interpolationCount + 1)
    }

    /// A piece of the literal itself.
    public mutating func appendLiteral(_ literal: StaticString) {
      if literal.utf8CodeUnitCount > 0 { runs.append(.plain(literal.description)) }
    }

    /// `\(name)`: plain text.
    public mutating func appendInterpolation(_ text: String) {
      runs.append(.plain(text.singleLine))
    }

    /// `\(count)`: a number.
    public mutating func appendInterpolation(_ number: Int) {
      runs.append(.plain(number.description))
    }

    /// `\(text)`: another rich text with its styles.
    public mutating func appendInterpolation(_ text: RichText) {
      runs += text.runs
    }

    /// `\(strong: name)`: bold.
    public mutating func appendInterpolation(strong text: String) {
      runs.append(.strong(text.singleLine))
    }

    /// `\(code: id)`: an identifier, in a monospaced font.
    public mutating func appendInterpolation(code text: String) {
      runs.append(.code(text.singleLine))
    }

    /// `\(noBreak: region)`: text that stays on one line.
    public mutating func appendInterpolation(noBreak text: String) {
      runs.append(.noBreak(text.singleLine))
    }

    /// `\(emailAddress: support)`: an address that opens a new mail.
    public mutating func appendInterpolation(emailAddress address: String) {
      runs.append(.emailAddress(address.singleLine))
    }

    /// `\(link: "write to us", opening: draft)`: a mail to be completed and sent.
    public mutating func appendInterpolation(link title: String, opening draft: EmailDraft) {
      runs.append(.emailDraft(title.singleLine, draft))
    }

    /// `\(link: "guide", to: page)`: a web page. In HTML the title is a link if `address` begins
    /// with `https://` or `http://`.
    public mutating func appendInterpolation(link title: String, to address: String) {
      runs.append(.link(title.singleLine, address: address.singleLine))
    }
  }
}
