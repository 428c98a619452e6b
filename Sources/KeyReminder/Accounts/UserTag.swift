// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// A tag of a user.
public struct UserTag: Sendable, Equatable {
  /// The tag's key, in the case in which it is stored.
  public let key: TagKey
  /// The tag's value, which may be empty.
  public let value: String

  /// Creates a tag.
  public init(key: TagKey, value: String) {
    self.key = key
    self.value = value
  }
}

extension [UserTag] {
  /// The value of a tag, without white space around it; `nil` if there is no such tag.
  func value(of key: TagKey) -> String? { first { $0.key.isSame(as: key) }?.value.trimmed }

  /// The description of an access key: the console stores it in a tag named after the key's id.
  func description(of key: AccessKeyID) -> String? {
    TagKey(key.description).flatMap { value(of: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension String {
  /// The text without white space around it. That includes Unicode's other spaces, because pasted
  /// values often have them.
  fileprivate var trimmed: String {
    var rest = self[...].drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
