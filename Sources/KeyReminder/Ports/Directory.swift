// SPDX-License-Identifier: Apache-2.0
public import Identifiers

// What the domain needs from the world, in its own words. The adapters that speak to AWS are
// elsewhere; in tests a few lines stand in for them.

/// Reads users, their keys and their tags.
public protocol Directory: Sendable {
  /// The users whose path begins with `prefix`.
  func users(under prefix: String) -> any UserPages
  /// Every access key of one user.
  func accessKeys(of user: UserName) async throws(DirectoryError) -> [AccessKey]
  /// Every tag of one user.
  func tags(of user: UserName) async throws(DirectoryError) -> [UserTag]
  /// When and where a key of one user was last used.
  func lastUse(of key: AccessKeyID, ownedBy user: UserName) async throws(DirectoryError) -> KeyUse
  /// Whether the account's root user has access keys; `nil` when the directory does not say.
  func rootHasAccessKeys() async throws(DirectoryError) -> Bool?
}

/// A place in a list of users.
public protocol UserPages: Sendable {
  /// The next users, perhaps none of them, or `nil` behind the last page.
  mutating func next() async throws(DirectoryError) -> [User]?
}

/// Why users or keys could not be read.
public enum DirectoryError: Error, Sendable, Equatable {
  /// The user is gone: deleted since the list was read.
  case vanished
  /// The invocation's time is over. `after` says what the directory refused with until then; `nil` when it
  /// refused nothing.
  case outOfTime(after: ServiceFailure? = nil)
  /// Anything else.
  case failed(ServiceFailure)
}
