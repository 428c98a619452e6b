// SPDX-License-Identifier: Apache-2.0

/// The name of an IAM role without a path: 1…64 of `[\w+=,.@-]`.
///
/// Rule: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
public struct RoleName: Sendable, Hashable, LosslessStringConvertible {
  /// The name.
  public let description: String

  /// Creates a name; `nil` for anything else.
  public init?(_ text: String) {
    guard (1...64).contains(text.utf8.count),
      text.utf8.allSatisfy({ isWord($0) || "+=,.@-".utf8.contains($0) })
    else { return nil }
    description = text
  }
}
