// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// An account of an organization.
public struct Account: Sendable, Equatable {
  /// The account's id.
  public let id: AccountID
  /// What people call it; `nil` if it has no name that can be shown.
  public let name: AccountName?
  /// The address of its owner, to which AWS writes; `nil` if unknown.
  public let email: EmailAddress?
  /// Whether it is in use.
  public let state: State

  /// Whether an account is in use.
  public enum State: Sendable, Equatable {
    /// It is in use.
    case active
    /// It is suspended, about to be closed, or not yet activated; AWS's own word.
    case other(String)
  }

  /// Creates an account.
  public init(id: AccountID, name: AccountName?, email: EmailAddress?, state: State) {
    self.id = id
    self.name = name
    self.email = email
    self.state = state
  }

  /// Its id and its name.
  public var label: AccountLabel { AccountLabel(id: id, name: name) }
}

/// An account as people read it: the id, and the name beside it.
public struct AccountLabel: Sendable, Hashable {
  /// The account's id.
  public let id: AccountID
  /// What people call it; `nil` if unknown.
  public let name: AccountName?

  /// Creates a label.
  public init(id: AccountID, name: AccountName?) {
    self.id = id
    self.name = name
  }
}
