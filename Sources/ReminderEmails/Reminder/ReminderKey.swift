// SPDX-License-Identifier: Apache-2.0
import KeyReminder
import UTC

/// A key as a reminder shows it: with its owner, and with what to do about it.
struct ReminderKey {
  let key: ListedKey
  let userName: String
  let advice: Advice
  /// A second key of the owner, because of which AWS refuses to create the new key of a rotation. If there
  /// are several, one that nothing can use.
  let obstacle: SecondKey?

  init(_ key: ListedKey, of owner: ReminderOwner, at now: Timestamp) {
    self.key = key
    userName = owner.userName
    let hasSuccessor = owner.otherKeys.contains { $0.succeeds(key) }
    advice = Advice(use: key.use, hasSuccessor: hasSuccessor, at: now)
    obstacle =
      advice == .rotate
      ? owner.otherKeys.first(where: \.isOutOfUse) ?? owner.otherKeys.first : nil
  }

  func command(_ action: Command.Action) -> Command? {
    Command(action, keyID: key.id, of: userName)
  }

  /// The command that deletes the obstacle, if nothing can use it.
  var deletionOfObstacle: Command? {
    guard let obstacle, obstacle.isOutOfUse else { return nil }
    return Command(.delete, keyID: obstacle.id, of: userName)
  }
}
