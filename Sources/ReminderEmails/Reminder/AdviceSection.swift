// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

/// The part of a reminder about the keys with the same advice.
struct AdviceSection {
  let advice: Advice
  /// Oldest first; never empty.
  let keys: [ReminderKey]
  /// Whether the reminder has other sections. Each then says what to do in few words.
  let isOneOfMany: Bool
  /// What to do, in order.
  private(set) var steps: [EmailDocument.Step] = []

  init(advice: Advice, keys: [ReminderKey], isOneOfMany: Bool) {
    self.advice = advice
    self.keys = keys
    self.isOneOfMany = isOneOfMany
    steps = advisedSteps
  }

  /// Nobody reads three commands for each of more keys than this. The commands are then those of
  /// the oldest key.
  static let fewKeys = 5

  private var isOne: Bool { keys.count == 1 }

  /// The keys that the steps are about, unless a step names another. A key that goes first has its
  /// own step, if the section has any other.
  private var stepKeys: [ReminderKey] {
    let others = keys.filter { !$0.slot.goesFirst }
    return others.isEmpty ? keys : others
  }

  /// Whether some keys have no commands in the steps.
  var isAbridged: Bool { keys.count > Self.fewKeys }

  /// Whether a key must be deleted before a new one can be created.
  var needsSlot: Bool { keys.contains(where: \.slot.isTaken) }

  /// Whether its keys are to be replaced, not only removed.
  var replaces: Bool { advice == .switchOver || advice == .rotate }

  /// Stands above the keys if there are several sections.
  var title: RichText {
    switch advice {
    case .delete: "Never used: delete"
    case .deactivate: "Not used for \(days(Advice.unusedDays)): deactivate, then delete"
    case .switchOver: "Newer key exists: switch over"
    case .rotate: keys.contains { $0.key.use == .unknown } ? "Rotate" : "In use: rotate"
    }
  }

  /// Stands above the steps if this is the only section, or if something stands between the keys
  /// and the steps. A single step has no title.
  var question: RichText? {
    switch advice {
    case .delete: nil
    case .deactivate: isOne ? "How to retire it" : "How to retire them"
    case .switchOver:
      isOne ? "If it must be a key: switch over" : "If they must be keys: switch them over"
    case .rotate: isOne ? "If it must be a key: rotate it" : "If they must be keys: rotate them"
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
        lastStep,
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
  func step(
    _ title: RichText, _ detail: RichText, _ action: Command.Action? = nil
  ) -> EmailDocument.Step {
    EmailDocument.Step(
      title: title, detail: isOneOfMany ? nil : detail,
      commands: action.map { action in commands { [$0.command(action)] } } ?? [])
  }

  /// What removes a key for good, in each section that deactivates it before.
  var lastStep: EmailDocument.Step {
    step(
      stepKeys.count == 1
        ? "Delete it after a few quiet weeks." : "Delete each after a few quiet weeks.",
      "A deleted key cannot be brought back; a deactivated one can.", .delete)
  }

  /// The commands for each key without duplicates, or those for the oldest of many keys.
  func commands(_ commands: (ReminderKey) -> [Command?]) -> [String] {
    let shown = isAbridged ? stepKeys.prefix(1) : stepKeys[...]
    return shown.flatMap(commands).compactMap { $0?.line }.reduce(into: []) { lines, line in
      if !lines.contains(line) { lines.append(line) }
    }
  }
}
