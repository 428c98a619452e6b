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

extension KeyReminder.Warning {
  /// The form of a warning about accounts; `nil` for any other.
  var accountForm: JSON? {
    let form = JSONForm<Failure.Cause>.cause
    return switch self {
    case .unknownRootKeysOfAccounts(let count, let all, let cause):
      [
        "case": "unknownRootKeysOfAccounts", "count": .integer(count), "all": .integer(all),
        "cause": form.write(cause),
      ]
    case .unknownAccountAliases(let count, let all, let cause):
      [
        "case": "unknownAccountAliases", "count": .integer(count), "all": .integer(all),
        "cause": form.write(cause),
      ]
    case .unmatchedAccount(let account):
      ["case": "unmatchedAccount", "account": .string(account.description)]
    default: nil
    }
  }

  /// Reads a warning about accounts.
  init(account json: JSON) throws(JSONFormError) {
    switch json.caseName {
    case "unknownRootKeysOfAccounts":
      self = .unknownRootKeysOfAccounts(
        try json.member("count", .integer), of: try json.member("all", .integer),
        try json.member("cause", .cause))
    case "unknownAccountAliases":
      self = .unknownAccountAliases(
        try json.member("count", .integer), of: try json.member("all", .integer),
        try json.member("cause", .cause))
    case "unmatchedAccount": self = .unmatchedAccount(try json.member("account", .text))
    default: throw JSONFormError("not a warning")
    }
  }
}

// What became of accounts.

extension JSONForm<OwnerSurvey> {
  static let ownerSurvey = object(
    Member("readTags", { $0.readTags }, .integer),
    Member("hasUnknownTags", { $0.hasUnknownTags }, .bool),
    Member("usedTags", { $0.usedTags.sorted { $0.rawValue < $1.rawValue } }, .list(.rawValue)),
    Member("useGap", { $0.useGap }, .optional(.cause))
  ) { OwnerSurvey(readTags: $0, hasUnknownTags: $1, usedTags: Set($2), useGap: $3) }
}

extension JSONForm<AccountResult> {
  static let accountResult = object(
    Member("label", { $0.label }, .accountLabel), Member("email", { $0.email }, .optional(.text)),
    Member("failure", { $0.failure }, .optional(.failure)), Member("users", { $0.users }, .integer),
    Member("rootHasKeys", { $0.rootHasKeys }, .optional(.bool)),
    Member("staleKeys", { $0.staleKeys }, .integer),
    Member("overdueKeys", { $0.overdueKeys }, .integer),
    Member("oldestDays", { $0.oldestDays }, .integer),
    Member("unreachableOwners", { $0.unreachableOwners }, .integer),
    Member("notice", { $0.notice }, .optional(.rawValue))
  ) {
    AccountResult(
      label: $0, email: $1, failure: $2, users: $3, rootHasKeys: $4, staleKeys: $5, overdueKeys: $6,
      oldestDays: $7, unreachableOwners: $8, notice: $9)
  }
}

extension JSONForm<AccountResults> {
  static let accountResults = object(
    Member("skipped", { $0.skipped }, .integer),
    Member("accounts", { $0.accounts }, .list(.accountResult))
  ) { AccountResults(skipped: $0, accounts: $1) }
}
