// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// Why no mail can reach an owner of stale keys. Somebody must help the owner; the run did what it could.
public enum UnreachableReason: Sendable, Equatable {
  /// Neither a tag nor the user's name is an address.
  case noAddress(AddressRule)
  /// The tag that should be an address is not.
  case invalidAddress(String, tag: TagKey)
  /// The address is not at one of the domains that may be mailed.
  case outsideDomains(EmailAddress, AddressSource)
  /// The mail service does not deliver to the address.
  case suppressed(Suppression)
}
