// SPDX-License-Identifier: Apache-2.0
import KeyReminder

/// A stale key with its owner and with what is in the way of a new one.
struct ReminderKey {
  let key: ListedKey
  let userName: String
  /// Whether its owner has signed in to the console.
  let isConsoleUser: Bool
  let slot: KeySlot

  init(_ key: ListedKey, of owner: ReminderOwner) {
    self.key = key
    userName = owner.userName
    isConsoleUser = owner.isConsoleUser
    slot = KeySlot(for: key, of: owner)
  }

  func command(_ action: Command.Action) -> Command? { command(action, keyID: key.id) }

  /// A command for a key of the same owner.
  func command(_ action: Command.Action, keyID: String) -> Command? {
    Command(action, keyID: keyID, of: userName)
  }
}
