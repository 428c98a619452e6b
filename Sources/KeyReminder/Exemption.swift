// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// What the value of an exempting tag says.
enum Exemption: Equatable {
  /// Empty or `true`.
  case forEver
  /// A day such as `2027-03-01`: exempt up to that day and on it, in UTC.
  case until(UTCDay)
  /// Anything else, which exempts nobody.
  case invalid(String)

  init(_ value: String) {
    if value.isEmpty || value.lowercased() == "true" {
      self = .forEver
    } else if let day = UTCDay(value) {
      self = .until(day)
    } else {
      self = .invalid(value)
    }
  }

  /// A moment of the last day on which it exempts; `nil` when there is none.
  var lastDay: Date? {
    guard case .until(let day) = self else { return nil }
    return day.start
  }

  /// Whether it exempts anybody at the moment `now`.
  func holds(at now: Date) -> Bool {
    switch self {
    case .forEver: true
    case .until(let day): UTCDay(now).map { $0 <= day } ?? false
    case .invalid: false
    }
  }
}
