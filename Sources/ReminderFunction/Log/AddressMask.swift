// SPDX-License-Identifier: Apache-2.0

/// Hides whose address stands in a text: `LOG_RECIPIENTS=false` lets no address into the log,
/// whether it is a recipient, a user's name, a tag's value or quoted by AWS.
public enum AddressMask {
  /// `text` in which `…` stands for everything before an `@`, as in `…@example.com`.
  ///
  /// What precedes an `@` is taken for an address even where it could not be one: a tag that was
  /// mistyped names somebody, too.
  public static func hide(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
    var masked = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "@" {
        while let last = masked.last, !ends(last) { masked.removeLast() }
        masked.append("…")
      }
      masked.append(scalar)
    }
    return String(masked)
  }

  /// Whether an address begins behind `scalar`.
  private static func ends(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || "\"<>();:".unicodeScalars.contains(scalar)
  }
}
