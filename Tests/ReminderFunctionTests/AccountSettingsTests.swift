// SPDX-License-Identifier: Apache-2.0
import Identifiers
import KeyReminder
import STS
import TestSupport
import Testing

@testable import ReminderFunction

@Suite("Which accounts are looked at", .limited) struct AccountSettingsTests {
  private static let organization: [String: String?] = [
    "ACCOUNTS": "organization", "RECIPIENT_DOMAINS": "x.org",
  ]

  private func settings(_ variables: [String: String?]) throws -> AccountSettings? {
    try Configuration(setting: variables).accounts
  }

  @Test(arguments: [[:], ["ACCOUNTS": "self"], ["ACCOUNTS": "self", "MEMBER_ROLE": "Audit"]])
  func ownAccount(variables: [String: String]) throws {
    #expect(try settings(variables) == nil)
  }

  @Test func theWholeOrganization() throws {
    let settings = try #require(try settings(Self.organization))
    #expect(settings.selection == AccountSelection(.organization([])))
    #expect(settings.role.description == "KeyReminderAudit" && settings.externalID == nil)
  }

  @Test func everyVariableIsRead() throws {
    let settings = try #require(
      try settings(
        Self.organization.merging([
          "MEMBER_ROLE": "Audit@1", "EXTERNAL_ID": "id:1/2", "UNREACHABLE_TO": "account",
          "ORGANIZATIONAL_UNITS": "ou-ab12-34cd56ef  r-ab12",
          "INCLUDE_ACCOUNTS": "111111111111 222222222222 111111111111",
          "EXCLUDE_ACCOUNTS": "333333333333",
        ]) { $1 }))
    let units = ["ou-ab12-34cd56ef", "r-ab12"].compactMap { OrganizationalUnitID($0) }
    let accounts = ["111111111111", "222222222222", "333333333333"].compactMap { AccountID($0) }
    #expect(
      settings.selection
        == AccountSelection(
          .organization(units), included: Array(accounts.prefix(2)), excluded: [accounts[2]]))
    #expect(settings.role.description == "Audit@1" && settings.externalID?.description == "id:1/2")
    let rules = try Configuration(
      setting: Self.organization.merging(["UNREACHABLE_TO": "account"]) { $1 }
    ).rules
    #expect(rules.mailsAccounts)
  }

  @Test func theAccountsThatAreNamed() throws {
    let settings = try #require(
      try settings([
        "ACCOUNTS": " 111111111111 222222222222 111111111111", "RECIPIENT_DOMAINS": "x.org",
      ]))
    #expect(
      settings.selection.source
        == .listed(["111111111111", "222222222222"].compactMap { AccountID($0) }))
  }

  @Test(
    "8: what is wrong is named",
    arguments: [
      ("ACCOUNTS", "all", "twelve digits"), ("ACCOUNTS", "11111111111", "twelve digits"),
      ("ACCOUNTS", "111111111111,222222222222", "spaces"), ("ACCOUNTS", " ", "self"),
      ("MEMBER_ROLE", "a/b", "MEMBER_ROLE"), ("MEMBER_ROLE", "a b", "1 to 64"),
      ("EXTERNAL_ID", "x", "EXTERNAL_ID"), ("EXTERNAL_ID", "geheim geheim", "2 to 1224"),
      ("ORGANIZATIONAL_UNITS", "ou-1", "ou-ab12-34cd56ef"),
      ("INCLUDE_ACCOUNTS", "1", "INCLUDE_ACCOUNTS"), ("EXCLUDE_ACCOUNTS", "x", "EXCLUDE_ACCOUNTS"),
      ("UNREACHABLE_TO", "nobody", "admins or account"),
      ("RECIPIENT_DOMAINS", nil, "RECIPIENT_DOMAINS"),
    ] as [(String, String?, String)])
  func wrong(variable: String, value: String?, named: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try Configuration(setting: Self.organization.merging([variable: value]) { $1 })
    }
    #expect(error?.description.contains(variable) == true, "\(String(describing: error))")
    #expect(error?.description.contains(named) == true, "\(String(describing: error))")
    #expect(error?.description.contains("geheim") == false)
  }

  @Test func anAccountInBothListsIsNamedWithBoth() {
    let both: [String: String?] = [
      "INCLUDE_ACCOUNTS": "111111111111 222222222222", "EXCLUDE_ACCOUNTS": "222222222222",
    ]
    let error = #expect(throws: ConfigurationError.self) {
      try Configuration(setting: Self.organization.merging(both) { $1 })
    }
    for word in ["INCLUDE_ACCOUNTS", "EXCLUDE_ACCOUNTS", "222222222222"] {
      #expect(error?.description.contains(word) == true)
    }
  }

  @Test(
    "what only an organization has is refused elsewhere",
    arguments: ["ORGANIZATIONAL_UNITS", "INCLUDE_ACCOUNTS", "EXCLUDE_ACCOUNTS", "UNREACHABLE_TO"],
    ["self", "111111111111"])
  func onlyWithAnOrganization(variable: String, accounts: String) {
    let values = ["ORGANIZATIONAL_UNITS": "ou-ab12-34cd56ef", "UNREACHABLE_TO": "account"]
    let error = #expect(throws: ConfigurationError.self) {
      try Configuration(setting: [
        "ACCOUNTS": accounts, "RECIPIENT_DOMAINS": "x.org",
        variable: values[variable] ?? "222222222222",
      ])
    }
    #expect(error?.description.contains(variable) == true)
  }

  private func run(_ variables: [String: String?], _ event: String) throws -> RunSettings {
    try RunSettings(Configuration(setting: variables), Event(Array(event.utf8)))
  }

  @Test("an event names accounts for one run")
  func event() throws {
    let run = try run(
      Self.organization, #"{"dryRun":true,"accounts":["111111111111","111111111111"]}"#)
    #expect(run.accounts?.only == [AccountID("111111111111")].compactMap(\.self))
    #expect(!run.isAsConfigured && run.rules.dryRun)
    let usual = try self.run(Self.organization, "{}")
    #expect(usual.accounts?.only == nil && usual.isAsConfigured)
  }

  @Test(
    "8: an event names only what the settings allow",
    arguments: [
      (["ACCOUNTS": "self"], #"["111111111111"]"#, "self"),
      (organization, #"[]"#, "array"), (organization, #"["x"]"#, "twelve digits"),
      (organization, #""111111111111""#, "array"), (organization, #"[111111111111]"#, "in quotes"),
      (
        organization.merging(["EXCLUDE_ACCOUNTS": "111111111111"]) { $1 }, #"["111111111111"]"#,
        "111111111111"
      ),
      (
        organization.merging(["INCLUDE_ACCOUNTS": "222222222222"]) { $1 },
        #"["222222222222","111111111111"]"#, "111111111111"
      ),
      (
        ["ACCOUNTS": "222222222222", "RECIPIENT_DOMAINS": "x.org"], #"["111111111111"]"#,
        "111111111111"
      ),
    ] as [([String: String?], String, String)])
  func refusedEvent(variables: [String: String?], accounts: String, named: String) {
    let error = #expect(throws: EventError.self) {
      try run(variables, #"{"dryRun":true,"accounts":\#(accounts)}"#)
    }
    #expect(error?.message.contains(named) == true, "\(error?.message ?? "")")
  }
}
