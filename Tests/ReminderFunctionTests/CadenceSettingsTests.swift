// SPDX-License-Identifier: Apache-2.0
import KeyReminder
import Testing
import TestSupport

@testable import ReminderFunction

@Suite("CADENCE", .limited) struct CadenceSettingsTests {
  private static let ledger = ["LEDGER_TABLE": "ledger", "LEDGER_SCOPE": "scope"]

  @Test(
    arguments: [(nil, .steady), ("steady", .steady), ("easing", .easing)]
      as [(String?, Cadence.Pace)])
  func value(text: String?, pace: Cadence.Pace) throws {
    var environment: [String: String?] = Self.ledger
    environment["CADENCE"] = text
    #expect(try Configuration(setting: environment).pace == pace)
  }

  @Test("without a ledger only a steady one is possible, and the error names both variables")
  func withoutLedger() throws {
    #expect(try Configuration(setting: ["CADENCE": "steady"]).pace == .steady)
    let error = #expect(throws: ConfigurationError.self) {
      try Configuration(setting: ["CADENCE": "easing"])
    }
    #expect(
      error?.description
        == "The variable LEDGER_TABLE is not set; it must be the name of a DynamoDB table: 3 to 255"
        + " letters, digits or any of _.-, since CADENCE is \"easing\".")
  }

  @Test("another word is refused", arguments: ["Easing", "slow", " steady"])
  func other(text: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try Configuration(setting: ["CADENCE": text])
    }
    #expect(
      error?.description
        == "The variable CADENCE is \"\(text)\"; it must be steady or easing.")
  }
}
