// SPDX-License-Identifier: Apache-2.0
import UTC

/// The meaning of an exempting tag's value.
enum Exemption: Equatable {
  /// Empty or `true`.
  case forEver
  /// A day such as `2027-03-01`: exempt up to and including that day, in UTC.
  case until(Day)
  /// Anything else, which exempts nobody.
  case invalid(String)

  init(_ value: String) {
    if value.isEmpty || value.lowercased() == "true" {
      self = .forEver
    } else if let day = Day(value) {
      self = .until(day)
    } else {
      self = .invalid(value)
    }
  }

  /// The last day of the exemption; `nil` if there is none.
  var lastDay: Day? { if case .until(let day) = self { day } else { nil } }

  /// Whether it exempts a user at the time `now`.
  func holds(at now: Timestamp) -> Bool {
    switch self {
    case .forEver: true
    case .until(let day): Day(now) <= day
    case .invalid: false
    }
  }
}
