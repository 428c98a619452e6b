// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// A tag of a user.
public struct UserTag: Sendable, Equatable {
  /// The key, as it was stored.
  public let key: TagKey
  /// The value, which may be empty.
  public let value: String

  /// Creates a tag.
  public init(key: TagKey, value: String) {
    self.key = key
    self.value = value
  }
}

extension [UserTag] {
  /// The value of a tag, without white space around it; `nil` when there is no such tag.
  func value(of key: TagKey) -> String? { first { $0.key.isSame(as: key) }?.value.trimmed }

  /// What the console shows as the description of a key: the value of the tag that is called as the key is.
  func description(of key: AccessKeyID) -> String? {
    TagKey(key.description).flatMap { value(of: $0) }.flatMap { $0.isEmpty ? nil : $0 }
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
