// SPDX-License-Identifier: Apache-2.0

/// The key of a tag: 1…128 letters, digits, spaces and `_.:/=+-@`, of any alphabet
/// ([Tag](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html)).
public struct TagKey: Sendable, Hashable, LosslessStringConvertible {
  /// The key, in the case in which it was stored.
  public let description: String

  /// Creates a key; `nil` when `text` cannot be one.
  public init?(_ text: String) {
    guard (1...128).contains(text.unicodeScalars.count),
      text.unicodeScalars.allSatisfy(Self.isAllowed)
    else { return nil }
    description = text
  }

  /// Whether both name the same tag: IAM takes `Email` and `email` for the same key.
  public func isSame(as other: TagKey) -> Bool {
    description == other.description || description.lowercased() == other.description.lowercased()
  }

  private static func isAllowed(_ character: Unicode.Scalar) -> Bool {
    character.properties.isAlphabetic || character.properties.numericType != nil
      || character.properties.isWhitespace || "_.:/=+-@".unicodeScalars.contains(character)
  }
}
