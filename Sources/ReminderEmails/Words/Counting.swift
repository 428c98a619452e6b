// SPDX-License-Identifier: Apache-2.0
import UTC

/// `1 day`, `2 days`.
func days(_ count: Int) -> String { counted(count, "day") }

/// `1 key`, `2 keys`, `0 keys`.
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}

extension Weekday {
  /// `Monday`.
  var name: String {
    switch self {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }
}
