// SPDX-License-Identifier: Apache-2.0

/// The name of an IAM user that exists: 1…128 characters.
///
/// It cannot be empty, because IAM takes a missing name for the caller's own
/// ([ListAccessKeys](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html)).
/// Its characters are not checked, because IAM decides which it allows (`[\w+=,.@-]` today): a name
/// that IAM lists is sent back as it is.
public struct UserName: Sendable, Hashable, LosslessStringConvertible {
  /// The name as IAM spells it.
  public let description: String

  /// Creates a name; `nil` when `text` is empty or longer than 128 characters.
  public init?(_ text: String) {
    guard (1...128).contains(text.unicodeScalars.count) else { return nil }
    description = text
  }

  /// Whether `other` names the same user: IAM's names are unique ignoring case.
  public func isSameUser(as other: String) -> Bool {
    description == other || description.lowercased() == other.lowercased()
  }
}
