// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// A user of the account: a person or a program.
public struct User: Sendable, Equatable {
  /// The name, unique in the account.
  public let name: UserName
  /// The id that AWS gave the user; `nil` if unknown.
  public let id: PrincipalID?
  /// Whether they have signed in to the console with a password at least once.
  public let isConsoleUser: Bool

  /// Creates a user.
  public init(name: UserName, id: PrincipalID? = nil, isConsoleUser: Bool) {
    self.name = name
    self.id = id
    self.isConsoleUser = isConsoleUser
  }
}
