// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// Which users are checked.
public enum Audience: Sendable, Equatable {
  /// Only users who have signed in to the console with a password at least once.
  case console
  /// Every user.
  case all
  /// Only users who have this tag, with any value but `false`.
  case tagged(TagKey)

  /// Whether a user's tags decide.
  var needsTags: Bool { if case .tagged = self { true } else { false } }

  /// Whether a user with `tags` belongs to it.
  func includes(_ tags: [UserTag]) -> Bool {
    guard case .tagged(let key) = self else { return true }
    return tags.value(of: key).map { $0.lowercased() != "false" } ?? false
  }
}
