// SPDX-License-Identifier: Apache-2.0

/// The id that AWS gives a user, `AIDA…`: 1…128 ASCII letters, digits and underscores
/// ([unique identifiers](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html)).
///
/// It stays when the user is renamed, and no other user ever gets it.
public struct PrincipalID: Sendable, Hashable, LosslessStringConvertible {
  /// The id.
  public let description: String

  /// Creates an id; `nil` when `text` cannot be one.
  public init?(_ text: String) {
    guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy(isWord) else { return nil }
    description = text
  }
}
