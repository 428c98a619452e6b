// SPDX-License-Identifier: Apache-2.0
public import Identifiers

// The ports: what the domain needs from outside, in its own terms. The module AWSAdapters
// implements them with IAM and SES.

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
  /// Whether the account's root user has access keys; `nil` if the directory does not say.
  func rootHasAccessKeys() async throws(DirectoryError) -> Bool?
  /// The account's alias; `nil` when it has none.
  func accountAlias() async throws(DirectoryError) -> AccountName?
}

/// The pages of a list of users, read one after the other.
public protocol UserPages: Sendable {
  /// The users of the next page, which may be empty; `nil` after the last page.
  mutating func next() async throws(DirectoryError) -> [User]?
}

/// Why users or keys could not be read.
public enum DirectoryError: Error, Sendable, Equatable {
  /// The user or the key was deleted since the list was read.
  case vanished
  /// The deadline passed; `after` is the refusal that lasted until then, if any.
  case outOfTime(after: ServiceFailure? = nil)
  /// Anything else.
  case failed(ServiceFailure)
}
