// SPDX-License-Identifier: Apache-2.0

/// A user name in which `*` stands for any characters, or none.
///
/// Case does not count: no two users of an account differ in case alone.
public struct NamePattern: Sendable, Equatable {
  /// The pattern as it was given.
  public let text: String
  private let pieces: [String]

  /// The pattern, or `nil` if `text` has a character that no user name may have.
  ///
  /// Rule for names: https://docs.aws.amazon.com/IAM/latest/APIReference/API_User.html
  public init?(_ text: String) {
    let isName = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "_+=,.@-*".utf8.contains(byte)
      }
    }
    guard isName, !text.isEmpty else { return nil }
    self.text = text
    pieces = text.lowercased().split(separator: "*", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// Whether the pattern covers `name`.
  public func matches(_ name: String) -> Bool {
    var rest = name.lowercased()[...]
    guard let first = pieces.first, let last = pieces.last, pieces.count > 1 else {
      return pieces == [String(rest)]
    }
    guard rest.hasPrefix(first) else { return false }
    rest.removeFirst(first.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      while !rest.hasPrefix(piece) { if rest.popFirst() == nil { return false } }
      rest.removeFirst(piece.count)
    }
    return rest.hasSuffix(last)
  }
}
