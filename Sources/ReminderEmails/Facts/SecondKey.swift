// SPDX-License-Identifier: Apache-2.0
import KeyReminder

/// A key that its owner has besides a stale one.
struct SecondKey: Sendable {
  let id: String
  let status: KeyStatus
  /// In whole days; `nil` if unknown.
  let ageDays: Int?

  /// Whether no program can use it.
  var isUnusable: Bool { status == .inactive || status == .expired }
}
