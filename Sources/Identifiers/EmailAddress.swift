// SPDX-License-Identifier: Apache-2.0

/// Exactly one e-mail address that is safe in a `To` field.
///
/// The rules are narrower than RFC 5321 on purpose: a text that could be read as two addresses, as
/// a display name or as another header field is not an address here. Only ASCII is allowed: SES
/// accepts an international domain only as punycode and an international local part not at all.
public struct EmailAddress: Sendable, Hashable, LosslessStringConvertible {
  /// The address as it was given.
  public let description: String

  /// Creates an address; `nil` when `text` is not one single valid address.
  public init?(_ text: String) {
    guard text.utf8.count <= 320 else { return nil }
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, Self.isLocalPart(parts[0]), Self.isDomain(parts[1]) else { return nil }
    description = text
  }

  /// The part after the `@`.
  public var domain: Substring {
    description.split(separator: "@", maxSplits: 1).last ?? ""
  }

  /// RFC 5322 `dot-atom`, at most 64 bytes.
  private static func isLocalPart(_ bytes: Substring.UTF8View) -> Bool {
    bytes.count <= 64
      && bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomText) }
  }

  /// RFC 1123 labels, at least two of them: SES refuses a bare host name.
  private static func isDomain(_ bytes: Substring.UTF8View) -> Bool {
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return bytes.count <= 255 && labels.count >= 2 && labels.allSatisfy(isLabel)
  }

  private static func isLabel(_ bytes: Substring.UTF8View) -> Bool {
    let hyphen = UInt8(ascii: "-")
    return (1...63).contains(bytes.count) && bytes.first != hyphen && bytes.last != hyphen
      && bytes.allSatisfy { isLetterOrDigit($0) || $0 == hyphen }
  }

  private static func isAtomText(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }
}
