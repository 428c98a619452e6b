// SPDX-License-Identifier: Apache-2.0
import KeyReminder

/// A stale key with its owner and with what is in the way of a new one.
struct ReminderKey {
  let key: ListedKey
  let userName: String
  /// A second key of the owner, because of which AWS refuses to create the new key of a rotation.
  /// If there are several, one that is unusable.
  let obstacle: SecondKey?

  init(_ key: ListedKey, of owner: ReminderOwner) {
    self.key = key
    userName = owner.userName
    obstacle =
      key.advice == .rotate
      ? owner.otherKeys.first(where: \.isUnusable) ?? owner.otherKeys.first : nil
  }

  func command(_ action: Command.Action) -> Command? {
    Command(action, keyID: key.id, of: userName)
  }

  /// The command that deletes the obstacle, if it is unusable.
  var deletionOfObstacle: Command? {
    guard let obstacle, obstacle.isUnusable else { return nil }
    return Command(.delete, keyID: obstacle.id, of: userName)
  }
}
