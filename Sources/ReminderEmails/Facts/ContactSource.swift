// SPDX-License-Identifier: Apache-2.0

/// Where the address of an owner was found.
enum ContactSource: Sendable, Equatable {
  /// In the user's tag of this name.
  case tag(String)
  /// The user's name is an address.
  case userName
  /// The user's name at this domain is an address, by the organisation's rule.
  case domain(String)
}
