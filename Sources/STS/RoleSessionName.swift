// SPDX-License-Identifier: Apache-2.0

/// The name of a session, as CloudTrail shows it in the role's account.
///
/// STS allows 2…64 characters of `[\w+=,.@-]`.
public struct RoleSessionName: Sendable, Hashable, CustomStringConvertible {
  /// The name.
  public let description: String

  /// Makes a name of any text: each other character becomes a hyphen, and what is too long is cut.
  public init(madeOf text: String) {
    let word = text.unicodeScalars.prefix(64).map { $0.isSessionCharacter ? Character($0) : "-" }
    description = String(word) + String(repeating: "-", count: max(0, 2 - word.count))
  }
}

/// What a role's trust policy asks a caller for, besides who it is.
///
/// STS allows 2…1224 characters of `[\w+=,.@:\/-]`. AWS does not treat it as a secret; it is not shown all the same.
public struct ExternalID: Sendable, Hashable, LosslessStringConvertible {
  /// The id.
  public let description: String

  /// Creates an id; `nil` when STS would not allow it.
  public init?(_ text: String) {
    let characters = text.unicodeScalars
    guard (2...1224).contains(characters.count),
      characters.allSatisfy({ $0.isSessionCharacter || $0 == ":" || $0 == "/" })
    else { return nil }
    description = text
  }
}

extension Unicode.Scalar {
  /// One of `[\w+=,.@-]`, in ASCII.
  fileprivate var isSessionCharacter: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "+", "=", ",", ".", "@", "-": true
    default: false
    }
  }
}
