// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// Why an owner of stale keys has no usable address. The run has not failed: somebody must give the
/// owner an address.
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
