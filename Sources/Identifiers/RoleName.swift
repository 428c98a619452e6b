// SPDX-License-Identifier: Apache-2.0

/// The name of an IAM role without a path: 1…64 of `[\w+=,.@-]`.
///
/// Rule: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
public struct RoleName: Sendable, Hashable, LosslessStringConvertible {
  /// The name.
  public let description: String

  /// Creates a name; `nil` for anything else.
  public init?(_ text: String) {
    guard (1...64).contains(text.utf8.count), text.isMade(ofWordsAnd: "+=,.@-") else { return nil }
    description = text
  }
}

extension String {
  /// Whether the text has only ASCII letters, digits, underscores, and `others`.
  fileprivate func isMade(ofWordsAnd others: String) -> Bool {
    utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: others.utf8.contains(byte)
      }
    }
  }
}
