// SPDX-License-Identifier: Apache-2.0

/// A tag of a user.
public struct UserTag: Sendable, Equatable {
  /// The key, as it was stored.
  public let key: String
  /// The value, which may be empty.
  public let value: String

  /// Creates a tag.
  public init(key: String, value: String) {
    self.key = key
    self.value = value
  }
}

extension [UserTag] {
  /// The value of the tag called `name`, without white space around it.
  ///
  /// In any case: IAM takes `Email` and `email` for the same key.
  func value(of name: String) -> String? {
    let name = name.lowercased()
    return first { $0.key.lowercased() == name }?.value.trimmed
  }
}

extension String {
  /// The text without white space around it, Unicode's other spaces too: a tag may hold them, and a
  /// value that was pasted often does.
  fileprivate var trimmed: String {
    var rest = self[...].drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
