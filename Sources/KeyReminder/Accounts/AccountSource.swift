// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// Whose users a run looks at.
public enum AccountSource: Sendable {
  /// Those of the function's own account, in this directory.
  case own(any Directory)
  /// Those of several accounts.
  case several(AccountSelection, any AccountAccess, any Organization)
}

/// What the accounts of a run are called.
public enum AccountNames: Sendable, Equatable {
  /// There is one account; `nil` if it has no name.
  case one(AccountName?)
  /// There are several.
  case several([AccountID: AccountName])
}
