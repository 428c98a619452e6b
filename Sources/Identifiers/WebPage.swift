// SPDX-License-Identifier: Apache-2.0

/// The address of a web page that a mail links to: `https`, a host, and only what a URL may hold
/// ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2)), so that nothing ends the link
/// early.
///
/// No user name stands before the host: readers would take it for the host.
public struct WebPage: Sendable, Hashable, LosslessStringConvertible {
  /// The address as it was given.
  public let description: String

  /// Creates an address; `nil` when `text` is not one.
  public init?(_ text: String) {
    guard text.hasPrefix("https://"), text.utf8.count <= 1000 else { return nil }
    let authority = text.utf8.dropFirst(8).prefix { !"/?#".utf8.contains($0) }
    guard let first = authority.first, isLetterOrDigit(first),
      authority.allSatisfy({ isLetterOrDigit($0) || ".-:".utf8.contains($0) }),
      text.utf8.allSatisfy(Self.isAllowed)
    else { return nil }
    description = text
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !"\"<>\\^`{|}".utf8.contains(byte)
  }
}
