// SPDX-License-Identifier: Apache-2.0

/// Hides the addresses in a text: with `LOG_RECIPIENTS=false` the log has no address of a
/// recipient, in a user's name, in a tag's value or in a message of AWS.
public enum AddressMask {
  /// `text` with `…` instead of the part before each `@`, as in `…@example.com`.
  ///
  /// That part is hidden even if it cannot belong to an address: a mistyped tag names somebody too.
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

  /// Whether an address may begin after `scalar`.
  private static func ends(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || "\"<>();:".unicodeScalars.contains(scalar)
  }
}
