// SPDX-License-Identifier: Apache-2.0
import KeyReminder

extension Cadence.Pace {
  /// - Throws: ``ConfigurationError``, also for gaps that grow where nothing is remembered.
  init(_ settings: Settings, _ ledger: LedgerSettings?) throws(ConfigurationError) {
    self = try settings.optional("CADENCE", as: .pace) ?? .steady
    guard self == .easing, ledger == nil else { return }
    throw ConfigurationError(
      "LEDGER_TABLE", nil, "\(Format.tableName.allowed), since CADENCE is \"\(rawValue)\"")
  }
}

extension Format<Cadence.Pace> {
  static let pace = Format(
    allowed: Cadence.Pace.allCases.map(\.rawValue).joined(separator: " or ")
  ) { Cadence.Pace(rawValue: $0) }
}
