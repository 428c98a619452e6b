// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// Where the name of the account comes from that stands beside its id.
public enum AccountNaming: Sendable, Equatable {
  /// There is none.
  case none
  /// It is this one.
  case fixed(AccountName)
  /// It is the account's alias, if it has one.
  case alias
}
