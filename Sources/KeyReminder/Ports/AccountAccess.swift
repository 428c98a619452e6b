// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// Opens the directories of accounts.
public protocol AccountAccess: Sendable {
  /// The directory of the users of an account.
  ///
  /// The function's own account is read with the function's own credentials. In another one the role
  /// is assumed now, and what the directory needs later for a session that has run out is its own
  /// business. Each directory limits the rate of its own account's requests.
  func directory(of account: AccountID) async throws(AccountError) -> any Directory
}

/// Why an account cannot be entered. Its users are unknown then.
public enum AccountError: Error, Sendable, Equatable {
  /// The role is not there, trusts somebody else or asks for another external id, or the function may
  /// not assume it: STS says the same to all of these.
  case denied(ServiceFailure)
  /// A service control policy of the organization denies it.
  case deniedByOrganization(ServiceFailure)
  /// STS is switched off for the account in this region.
  case regionDisabled(ServiceFailure)
  /// The credentials that came are those of another account; `nil` when it cannot be told of which.
  case wrongAccount(AccountID?)
  /// The deadline passed; `after` is the refusal that lasted until then, if any.
  case outOfTime(after: ServiceFailure? = nil)
  /// Anything else: throttled to the end, no response, credentials that have run out already.
  case failed(ServiceFailure)
}
