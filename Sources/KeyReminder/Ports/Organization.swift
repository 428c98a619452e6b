// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// Knows the accounts of the organization.
public protocol Organization: Sendable {
  /// Every account, in whatever state, each once.
  ///
  /// - Parameter units: only accounts in these organizational units and in those below them; empty for
  ///   all accounts.
  func accounts(
    in units: [OrganizationalUnitID]
  ) async throws(OrganizationError) -> [Account]
}

/// Why the accounts of the organization are not known.
public enum OrganizationError: Error, Sendable, Equatable {
  /// The organization has no such unit.
  case noSuchUnit(OrganizationalUnitID)
  /// The function's account belongs to no organization.
  case noOrganization(ServiceFailure)
  /// The function's account may not read the organization: it is neither the management account nor a
  /// delegated administrator, or the permission is missing.
  case denied(ServiceFailure)
  /// The deadline passed; `after` is the refusal that lasted until then, if any.
  case outOfTime(after: ServiceFailure? = nil)
  /// Anything else.
  case failed(ServiceFailure)
}
