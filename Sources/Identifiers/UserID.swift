// SPDX-License-Identifier: Apache-2.0

/// A user of one account. Names are unique within an account only.
public struct UserID: Sendable, Hashable {
  /// The account; `nil` if unknown.
  public let account: AccountID?
  /// The user's name.
  public let name: UserName

  /// Creates an id.
  public init(account: AccountID?, name: UserName) {
    self.account = account
    self.name = name
  }
}
