// SPDX-License-Identifier: Apache-2.0
import AWSClient
import Identifiers
import KeyReminder
import STS

/// Which accounts are looked at besides the function's own, and how they are entered.
struct AccountSettings: Sendable {
  let selection: AccountSelection
  let role: RoleName
  let externalID: ExternalID?
  let sts: Endpoint
  let organizations: Endpoint

  /// `nil` when only the function's own account is looked at.
  ///
  /// - Throws: ``ConfigurationError`` that names the variables that do not fit each other, too.
  init?(_ settings: Settings, _ endpoints: Endpoints) throws(ConfigurationError) {
    let role = try settings.optional("MEMBER_ROLE", as: .roleName)
    let externalID = try settings.optional("EXTERNAL_ID", as: .externalID)
    let named = try settings.optional("ACCOUNTS", as: .accounts)
    let source = named ?? .own
    let selection = try OrganizationSettings(settings)
    let unreachable = try settings.optional("UNREACHABLE_TO", as: .unreachableTo) ?? .admins
    if source != .organization {
      try settings.refuse(
        OrganizationSettings.variables + (unreachable == .account ? ["UNREACHABLE_TO"] : []))
    }
    switch source {
    case .own: return nil
    case .listed(let accounts): self.selection = AccountSelection(.listed(accounts))
    case .organization:
      self.selection = AccountSelection(
        .organization(selection.units), included: selection.included, excluded: selection.excluded)
    }
    guard settings["RECIPIENT_DOMAINS"] != nil else {
      throw ConfigurationError(
        "RECIPIENT_DOMAINS", nil,
        "\(Format.domains.allowed): ACCOUNTS names other accounts, and those who may tag users there"
          + " must not aim mails anywhere")
    }
    self.role = role ?? Self.defaultRole
    self.externalID = externalID
    (sts, organizations) = (try endpoints.sts(), try endpoints.organizations())
  }

  /// What a setting of `MEMBER_ROLE` replaces.
  private static var defaultRole: RoleName {
    guard let role = RoleName("KeyReminderAudit") else { preconditionFailure("a role's name") }
    return role
  }
}

/// Which accounts of the organization.
private struct OrganizationSettings {
  static let variables = ["ORGANIZATIONAL_UNITS", "INCLUDE_ACCOUNTS", "EXCLUDE_ACCOUNTS"]

  let units: [OrganizationalUnitID]
  let included: [AccountID]
  let excluded: [AccountID]

  init(_ settings: Settings) throws(ConfigurationError) {
    units = try settings.optional("ORGANIZATIONAL_UNITS", as: .organizationalUnits) ?? []
    included = try settings.optional("INCLUDE_ACCOUNTS", as: .accountIDs) ?? []
    excluded = try settings.optional("EXCLUDE_ACCOUNTS", as: .accountIDs) ?? []
    if let both = included.first(where: { excluded.contains($0) }) {
      throw ConfigurationError(
        "The variables INCLUDE_ACCOUNTS and EXCLUDE_ACCOUNTS both name \(both); an account must be in one"
          + " of them at most.")
    }
  }
}

extension Settings {
  /// - Throws: ``ConfigurationError`` for the first of these variables that is set.
  fileprivate func refuse(_ variables: [String]) throws(ConfigurationError) {
    guard let variable = variables.first(where: { self[$0] != nil }) else { return }
    throw ConfigurationError(
      variable, self[variable],
      "\(variable == "UNREACHABLE_TO" ? "admins" : "empty"), since ACCOUNTS is \"\(self["ACCOUNTS"] ?? "self")\""
        + " and not organization")
  }
}

/// Whose users are looked at, as `ACCOUNTS` says it.
enum AccountsName: Sendable, Equatable {
  /// Those of the function's own account.
  case own
  /// Those of all accounts of the organization.
  case organization
  /// Those of these accounts; at least one, each once.
  case listed([AccountID])
}

/// Who hears of owners whom nobody can reach.
enum UnreachableTo: String, Sendable, CaseIterable {
  /// The admins alone.
  case admins
  /// Also the account's own address.
  case account
}

extension Format<AccountsName> {
  static let accounts = Format(
    allowed: "self, organization, or ids of accounts, twelve digits each, separated by spaces"
  ) { text in
    switch text {
    case "self": .own
    case "organization": .organization
    default: Format<[AccountID]>.accountIDs.read(text).map { .listed($0) }
    }
  }
}

extension Format<[AccountID]> {
  /// Each once.
  static let accountIDs = Format(
    allowed: "ids of accounts, twelve digits each, separated by spaces"
  ) { text in
    text.words { AccountID($0) }.flatMap { $0.isEmpty ? nil : $0.eachOnce }
  }
}

extension [AccountID] {
  /// Without repetitions.
  var eachOnce: [AccountID] {
    var seen: Set<AccountID> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Format<[OrganizationalUnitID]> {
  static let organizationalUnits = Format(
    allowed: "ids of organizational units such as ou-ab12-34cd56ef, separated by spaces"
  ) { text in
    text.words(OrganizationalUnitID.init).flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension Format<RoleName> {
  static let roleName = Format(
    allowed: "the name of a role without a path: 1 to 64 letters, digits or any of _+=,.@-"
  ) { RoleName($0) }
}

extension Format<ExternalID> {
  /// AWS does not treat it as a secret; it is not shown all the same.
  static let externalID = Format(
    allowed: "an external id of 2 to 1224 letters, digits or any of _+=,.@:/-", isSecret: true
  ) { ExternalID($0) }
}

extension Format<UnreachableTo> {
  static let unreachableTo = Format(
    allowed: UnreachableTo.allCases.map(\.rawValue).joined(separator: " or ")
  ) { UnreachableTo(rawValue: $0) }
}
