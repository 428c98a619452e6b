// SPDX-License-Identifier: Apache-2.0

/// The id of an organizational unit, `ou-ab12-34cd56ef`, or of the organization's root, `r-ab12`.
///
/// Rule: https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html
public struct OrganizationalUnitID: Sendable, Hashable, LosslessStringConvertible {
  /// The id.
  public let description: String

  /// Creates an id; `nil` for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.dropFirst().allSatisfy({ $0.utf8.allSatisfy(Self.isLowerCaseOrDigit) }) else {
      return nil
    }
    switch (parts.first, parts.count) {
    case ("ou", 3):
      guard (4...32).contains(parts[1].utf8.count), (8...32).contains(parts[2].utf8.count) else {
        return nil
      }
    case ("r", 2): guard (4...32).contains(parts[1].utf8.count) else { return nil }
    default: return nil
    }
    description = text
  }

  private static func isLowerCaseOrDigit(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (48...57).contains(byte)
  }
}
