// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

/// The part of a reminder about the keys with the same advice.
struct AdviceSection {
  let advice: Advice
  /// Oldest first; never empty.
  let keys: [ReminderKey]
  /// Whether an owner of one of them has two stale keys. AWS allows no third key.
  let isFull: Bool
  /// Whether the reminder has other sections. Each then says what to do in few words.
  let isOneOfMany: Bool
  /// What to do, in order.
  private(set) var steps: [EmailDocument.Step] = []

  init(advice: Advice, keys: [ReminderKey], isFull: Bool, isOneOfMany: Bool) {
    self.advice = advice
    self.keys = keys
    self.isFull = isFull
    self.isOneOfMany = isOneOfMany
    steps = advisedSteps
  }

  /// Nobody reads three commands for each of more keys than this. The commands are then those of
  /// the oldest key.
  static let fewKeys = 5

  private var isOne: Bool { keys.count == 1 }

  /// Whether some keys have no commands in the steps.
  var isAbridged: Bool { keys.count > Self.fewKeys }

  /// Whether a key must be deleted before a new one can be created.
  var needsRoom: Bool { keys.contains { $0.obstacle != nil } }

  /// Stands above the keys if there are several sections.
  var title: RichText {
    switch advice {
    case .delete: "Never used: delete"
    case .deactivate: "Not used for \(days(Advice.unusedDays)): deactivate, then delete"
    case .switchOver: "Newer key exists: switch over"
    case .rotate: keys.contains { $0.key.use == .unknown } ? "Rotate" : "In use: rotate"
    }
  }

  /// Stands above the steps if this is the only section. A single step has no title.
  var question: RichText? {
    switch advice {
    case .delete: nil
    case .deactivate: isOne ? "How to retire it" : "How to retire them"
    case .switchOver: isOne ? "How to switch over" : "How to switch each of them over"
    case .rotate: isOne ? "How to rotate it" : "How to rotate each of them"
    }
  }

  private var advisedSteps: [EmailDocument.Step] {
    switch advice {
    case .delete:
      [
        step(
          isOne ? "Delete the key." : "Delete each key.",
          "AWS has no record of any use. A deleted key cannot be brought back.", .delete)
      ]
    case .deactivate:
      [
        step(
          isOne ? "Deactivate the key." : "Deactivate each key.",
          "Should something stop working after all, activate it again.", .deactivate),
        step(
          "Delete it after a few quiet weeks.", "A deleted key cannot be brought back.", .delete),
      ]
    case .switchOver:
      [
        step(
          "Switch every program to the newer key.",
          "There is one already. Think of scripts, servers, pipelines and your own computer.")
      ] + retirement(returningTo: 1)
    case .rotate: rotation
    }
  }

  /// A step with its command for each key.
  ///
  /// - Parameter isEssential: whether the detail is told even if there are other sections.
  func step(
    _ title: RichText, _ detail: RichText, _ action: Command.Action? = nil,
    isEssential: Bool = false
  ) -> EmailDocument.Step {
    EmailDocument.Step(
      title: title, detail: isOneOfMany && !isEssential ? nil : detail,
      commands: action.map { action in commands { $0.command(action) } } ?? [])
  }

  /// A command for each key without duplicates, or the command for the oldest of many keys.
  func commands(_ command: (ReminderKey) -> Command?) -> [String] {
    let shown = isAbridged ? keys.prefix(1) : keys[...]
    return shown.compactMap { command($0)?.line }.reduce(into: []) { lines, line in
      if !lines.contains(line) { lines.append(line) }
    }
  }
}
