// SPDX-License-Identifier: Apache-2.0

/// One mail address and nothing else: no display name, no second address, no line break.
///
/// Checked here as the last door before the wire: letters, digits, `` !#$%&'*+/=?^_`{|}~-. `` before
/// the `@` (1…64), a host name of ASCII letters, digits, hyphens and points behind it (1…255),
/// 320 characters in all. An internationalised domain comes in its ASCII form (`xn--…`).
public struct EmailAddress: Sendable, Hashable, CustomStringConvertible {
  /// The address as it was given.
  public let description: String

  /// Creates an address; `nil` when `text` is anything else than one address.
  public init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 320,
      (1...64).contains(parts[0].utf8.count), parts[0].utf8.allSatisfy(Self.isLocal),
      Self.isDotted(parts[0]),
      (1...255).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(Self.isHost),
      Self.isDotted(parts[1])
    else { return nil }
    description = text
  }

  /// What stands behind the `@`, in lower case.
  var domain: String {
    String(description.lowercased().drop { $0 != "@" }.dropFirst())
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "!#$%&'*+/=?^_`{|}~-.".utf8.contains(byte)
  }

  private static func isHost(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// Whether no point stands at an end or beside another.
  private static func isDotted(_ part: Substring) -> Bool {
    part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
  }
}
