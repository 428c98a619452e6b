// SPDX-License-Identifier: Apache-2.0
import KeyReminder
import UTC

/// A stale key.
struct ListedKey: Sendable {
  let id: String
  let created: Timestamp
  /// In whole days.
  let ageDays: Int
  /// The owner's note about it.
  var description: String?
  var use: KeyUse
  /// What the owner should do with it.
  var advice: Advice

  /// The day on which it became stale.
  func due(after alertAfterDays: Int) -> Day { Day(created + .seconds(alertAfterDays * 86_400)) }
}
