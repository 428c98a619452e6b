// SPDX-License-Identifier: Apache-2.0
import AWSAdapters
import AWSClient

/// Where runs are remembered.
struct LedgerSettings: Sendable {
  let table: LedgerTable
  let endpoint: Endpoint

  /// - Throws: ``ConfigurationError``, also when only one of the two variables is set.
  init?(_ settings: Settings, _ endpoints: Endpoints) throws(ConfigurationError) {
    let table = try settings.optional("LEDGER_TABLE", as: .tableName)
    let scope = try settings.optional("LEDGER_SCOPE", as: .ledgerScope)
    switch (table, scope) {
    case (let table?, let scope?):
      self.table = LedgerTable(name: table, scope: scope)
      endpoint = try endpoints.ledger()
    case (let table?, nil):
      throw ConfigurationError(
        "LEDGER_SCOPE", nil, "\(Format.ledgerScope.allowed), since LEDGER_TABLE is \"\(table)\"")
    case (nil, let scope?):
      throw ConfigurationError(
        "LEDGER_TABLE", nil, "\(Format.tableName.allowed), since LEDGER_SCOPE is \"\(scope)\"")
    case (nil, nil): return nil
    }
  }
}

extension Format<String> {
  /// DynamoDB's rule for the names of tables:
  /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
  static let tableName = Format(
    allowed: "the name of a DynamoDB table: 3 to 255 letters, digits or any of _.-"
  ) { text in
    (3...255).contains(text.utf8.count) && text.isMade(ofWordsAnd: "_.-") ? text : nil
  }

  static let ledgerScope = Format(
    allowed: "the name of this deployment: 1 to 255 letters, digits or any of _.:-"
  ) { text in
    text.utf8.count <= 255 && text.isMade(ofWordsAnd: "_.:-") ? text : nil
  }
}

extension String {
  /// Whether the text has only ASCII letters, digits, and `others`.
  fileprivate func isMade(ofWordsAnd others: String) -> Bool {
    allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || others.contains($0)) }
  }
}
