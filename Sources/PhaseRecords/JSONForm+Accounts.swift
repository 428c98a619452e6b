// SPDX-License-Identifier: Apache-2.0
import Identifiers
import JSON
import KeyReminder

// Accounts, and why they are not known or cannot be entered.

extension JSONForm<AccountLabel> {
  static let accountLabel = object(
    Member("id", { $0.id }, .text), Member("name", { $0.name }, .optional(.text))
  ) { AccountLabel(id: $0, name: $1) }
}

extension JSONForm<OrganizationError> {
  static let organizationError = JSONForm(
    write: { error in
      let failure = JSONForm<ServiceFailure>.serviceFailure
      return switch error {
      case .noSuchUnit(let unit): ["case": "noSuchUnit", "unit": .string(unit.description)]
      case .noOrganization(let cause): ["case": "noOrganization", "failure": failure.write(cause)]
      case .denied(let cause): ["case": "denied", "failure": failure.write(cause)]
      case .outOfTime(let cause): ["case": "outOfTime", "after": cause.map(failure.write)]
      case .failed(let cause): ["case": "failed", "failure": failure.write(cause)]
      }
    },
    read: { json throws(JSONFormError) in
      switch json.caseName {
      case "noSuchUnit": .noSuchUnit(try json.member("unit", .text))
      case "noOrganization": .noOrganization(try json.member("failure", .serviceFailure))
      case "denied": .denied(try json.member("failure", .serviceFailure))
      case "outOfTime": .outOfTime(after: try json.member("after", .optional(.serviceFailure)))
      case "failed": .failed(try json.member("failure", .serviceFailure))
      default: throw JSONFormError("not an error of the organization")
      }
    })
}

extension JSONForm<AccountError> {
  static let accountError = JSONForm(
    write: { error in
      let failure = JSONForm<ServiceFailure>.serviceFailure
      return switch error {
      case .denied(let cause): ["case": "denied", "failure": failure.write(cause)]
      case .deniedByOrganization(let cause):
        ["case": "deniedByOrganization", "failure": failure.write(cause)]
      case .regionDisabled(let cause): ["case": "regionDisabled", "failure": failure.write(cause)]
      case .wrongAccount(let account):
        ["case": "wrongAccount", "account": account.map { .string($0.description) }]
      case .outOfTime(let cause): ["case": "outOfTime", "after": cause.map(failure.write)]
      case .failed(let cause): ["case": "failed", "failure": failure.write(cause)]
      }
    },
    read: { json throws(JSONFormError) in
      switch json.caseName {
      case "denied": .denied(try json.member("failure", .serviceFailure))
      case "deniedByOrganization":
        .deniedByOrganization(try json.member("failure", .serviceFailure))
      case "regionDisabled": .regionDisabled(try json.member("failure", .serviceFailure))
      case "wrongAccount": .wrongAccount(try json.member("account", .optional(.text)))
      case "outOfTime": .outOfTime(after: try json.member("after", .optional(.serviceFailure)))
      case "failed": .failed(try json.member("failure", .serviceFailure))
      default: throw JSONFormError("not an error of an account")
      }
    })
}

extension Failure.Cause {
  /// The form of a cause that concerns accounts; `nil` for any other.
  var accountForm: JSON? {
    switch self {
    case .organization(let error):
      ["case": "organization", "error": JSONForm<OrganizationError>.organizationError.write(error)]
    case .access(let error):
      ["case": "access", "error": JSONForm<AccountError>.accountError.write(error)]
    case .notInOrganization: ["case": "notInOrganization"]
    case .accountNotActive(let state): ["case": "accountNotActive", "state": .string(state)]
    case .noAccounts: ["case": "noAccounts"]
    case .everyAccountFailed(let count):
      ["case": "everyAccountFailed", "count": .integer(count)]
    default: nil
    }
  }

  /// Reads a cause that concerns accounts.
  init(account json: JSON) throws(JSONFormError) {
    switch json.caseName {
    case "organization": self = .organization(try json.member("error", .organizationError))
    case "access": self = .access(try json.member("error", .accountError))
    case "notInOrganization": self = .notInOrganization
    case "accountNotActive": self = .accountNotActive(try json.member("state", .string))
    case "noAccounts": self = .noAccounts
    case "everyAccountFailed":
      self = .everyAccountFailed(try json.member("count", .integer))
    default: throw JSONFormError("not a cause")
    }
  }
}
