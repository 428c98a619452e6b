// SPDX-License-Identifier: Apache-2.0

// What the domain needs from the world, in its own words. The adapters that speak to AWS are
// elsewhere; in tests a few lines stand in for them.

/// Reads users, their keys and their tags.
public protocol Directory: Sendable {
  /// The users under a path, page by page.
  associatedtype Pages: UserPages

  /// The users whose path begins with `prefix`.
  func users(under prefix: String) -> Pages
  /// Every access key of one user.
  func accessKeys(of userName: String) async throws(DirectoryError) -> [AccessKey]
  /// Every tag of one user.
  func tags(of userName: String) async throws(DirectoryError) -> [UserTag]
  /// When and where a key of one user was last used.
  func lastUse(of keyID: String, ownedBy userName: String) async throws(DirectoryError) -> KeyUse
  /// Whether the account's root user has access keys; `nil` when the directory does not say.
  func rootHasAccessKeys() async throws(DirectoryError) -> Bool?
}

/// A place in a list of users.
public protocol UserPages: Sendable {
  /// The next users, perhaps none of them, or `nil` behind the last page.
  mutating func next() async throws(DirectoryError) -> [User]?
}

/// Sends one mail to one person.
public protocol Mailer: Sendable {
  /// What may be sent now. Whoever sends afterwards is not faster than allowed.
  func limits() async throws(Reason) -> SendingLimits
  /// Sends `message` once.
  ///
  /// - Returns: the id the mail got, if one is known.
  func send(_ message: Message) async throws(MailerError) -> String?
}

/// Why something was not done: a code for machines, a sentence for people.
public struct Reason: Error, Sendable, Equatable {
  /// One word: the service's error code, or ours.
  public let code: String
  /// What happened and what to do about it.
  public let message: String
  /// Whether a permission is missing: to ask the like again would be in vain.
  public let isDenied: Bool

  /// Creates a reason.
  public init(code: String, message: String, isDenied: Bool = false) {
    self.code = code
    self.message = message
    self.isDenied = isDenied
  }
}

/// Why users or keys could not be read.
public enum DirectoryError: Error, Sendable, Equatable {
  /// The user is gone: deleted since the list was read.
  case vanished
  /// The invocation's time is over. `after` says what the directory refused with until then; `nil` when it
  /// refused nothing.
  case outOfTime(after: Reason? = nil)
  /// Anything else.
  case failed(Reason)
}

/// Why a mail did not leave, or may have left.
public enum MailerError: Error, Sendable, Equatable {
  /// This mail was not accepted; another may be.
  case rejected(Reason)
  /// No mail will be accepted now: sending must stop.
  case blocked(Reason)
  /// The answer was lost: the mail may have left, and must not be sent again.
  case unknown(Reason)
  /// The invocation's time was over before the mail was handed over. `after` says what the service refused
  /// with until then; `nil` when it refused nothing.
  case outOfTime(after: Reason? = nil)
}

/// What a run tells while it goes on.
public enum Notice: Sendable, Equatable {
  /// Something could not be done.
  case failure(Failure)
  /// Something optional could not be done or is not known; a sentence.
  case warning(String)
}
