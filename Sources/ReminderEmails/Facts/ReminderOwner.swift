// SPDX-License-Identifier: Apache-2.0
import Identifiers

/// A user with stale keys.
struct ReminderOwner: Sendable {
  /// The account of the user; `nil` if unknown.
  var account: AccountID?
  let userName: String
  /// Whether they have signed in to the console.
  let isConsoleUser: Bool
  /// Why the mail goes to its recipient.
  let addressSource: ContactSource
  /// Oldest first. Never empty.
  let keys: [ListedKey]
  /// Keys of the user that are not due, oldest first.
  let otherKeys: [SecondKey]

  /// Whether a tag names the contact of this user, who may be somebody else.
  var hasContactTag: Bool {
    if case .tag = addressSource { true } else { false }
  }
}
