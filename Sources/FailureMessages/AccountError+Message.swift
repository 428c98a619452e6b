// SPDX-License-Identifier: Apache-2.0
import Identifiers
public import KeyReminder

// Why accounts are not known or cannot be entered.

extension AccountLabel {
  /// `production (123456789012)`, or the id alone.
  public var text: String { name.map { "\($0) (\(id))" } ?? id.description }
}

extension OrganizationError {
  /// One word for machines: the service's error code, or ours.
  var code: String {
    switch self {
    case .noSuchUnit: "OrganizationalUnitNotFound"
    case .noOrganization(let failure), .denied(let failure), .failed(let failure): failure.code
    case .outOfTime(let failure): failure?.code ?? "OutOfTime"
    }
  }

  /// What happened and what to do next.
  var message: String {
    switch self {
    case .noSuchUnit(let unit):
      "The organization has no organizational unit \(unit). Correct ORGANIZATIONAL_UNITS."
    case .noOrganization(let failure):
      "The function's account belongs to no organization (\(failure.code)). Deploy the function into an account"
        + " of the organization, or set ACCOUNTS to self or to account ids."
    case .denied(let failure):
      "\(failure.message) Only the management account and delegated administrators may read the organization:"
        + " register the function's account as one, or set ACCOUNTS to account ids."
    case .outOfTime(let failure):
      Failure.Cause.outOfTime(.listAccounts, after: failure).message(about: nil)
    case .failed(let failure): failure.message
    }
  }
}

extension AccountError {
  /// One word for machines: the service's error code, or ours.
  var code: String {
    switch self {
    case .denied(let failure), .deniedByOrganization(let failure), .regionDisabled(let failure),
      .failed(let failure):
      failure.code
    case .wrongAccount: "WrongAccount"
    case .outOfTime(let failure): failure?.code ?? "OutOfTime"
    }
  }

  /// What happened and what to do next.
  var message: String {
    switch self {
    case .denied(let failure):
      "\(failure.words) Either the account has no such role (MEMBER_ROLE), the role does not trust this"
        + " function or asks for another EXTERNAL_ID, or the function's own role may not assume it. Deploy"
        + " member-role.yaml there, or name the account in EXCLUDE_ACCOUNTS."
    case .deniedByOrganization(let failure):
      "\(failure.words) A service control policy of the organization denies it: except the role from it, or"
        + " name the account in EXCLUDE_ACCOUNTS."
    case .regionDisabled(let failure):
      "\(failure.words) STS is switched off for the account in this region: switch it on in the account's"
        + " settings of IAM."
    case .wrongAccount(let other):
      "The role that was assumed is one of \(other.map { "account \($0)" } ?? "another account"), so nothing was"
        + " read with it. Check MEMBER_ROLE and AWS_ENDPOINT_URL_STS."
    case .outOfTime(let failure):
      Failure.Cause.outOfTime(.assumeRole, after: failure).message(about: nil)
    case .failed(let failure): failure.message
    }
  }
}

extension ServiceFailure {
  /// What happened, without advice about the function's own permissions.
  fileprivate var words: String {
    guard case .refused(let refusal) = problem else { return message }
    return ServiceFailure(
      step: step,
      problem: .refused(
        Refusal(
          kind: .other, code: refusal.code, message: refusal.message, requestID: refusal.requestID))
    ).message
  }
}
