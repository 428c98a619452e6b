// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

// What to do about a key, by the case it is: the words of a reminder that depend on the advice.

/// The keys of one reminder that need the same to be done.
struct AdvisedKeys {
  let advice: Advice
  /// Oldest first; never empty.
  let keys: [LetterKey]
  /// Whether an owner of one of them has two active keys: AWS allows no third.
  let isFull: Bool
  /// Whether other keys need something else: then each is told in few words.
  let isOneOfMany: Bool

  /// With more keys than this nobody reads three commands for each: those of the oldest stand for
  /// the others.
  static let fewKeys = 5

  private var isOne: Bool { keys.count == 1 }

  /// Whether not every key has its commands in the steps.
  var isAbridged: Bool { keys.count > Self.fewKeys }

  /// Above the keys, where several kinds of advice are given.
  var title: Phrase {
    switch advice {
    case .delete: "Never used: delete"
    case .deactivate: "Not used for \(days(Advice.unusedDays)): deactivate, then delete"
    case .switchOver: "Newer key exists: switch over"
    case .rotate: keys.contains { $0.key.use == .unknown } ? "Rotate" : "In use: rotate"
    }
  }

  /// Above the steps, where only this advice is given; one step needs nothing above it.
  var question: Phrase? {
    switch advice {
    case .delete: nil
    case .deactivate: isOne ? "How to retire it" : "How to retire them"
    case .switchOver: isOne ? "How to switch over" : "How to switch each of them over"
    case .rotate: isOne ? "How to rotate it" : "How to rotate each of them"
    }
  }

  var steps: [Letter.Step] {
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

  private var rotation: [Letter.Step] {
    let start =
      clearance + [
        step("Create a second access key.", room, .create, isEssential: isFull),
        step(
          "Switch every program to the new key.",
          "Think of scripts, servers, pipelines and your own computer."),
      ]
    return start + retirement(returningTo: start.count)
  }

  /// Whether another key must go before there is room for a new one.
  var needsRoom: Bool { keys.contains { $0.obstacle != nil } }

  /// What comes before a new key where another one takes its place.
  private var clearance: [Letter.Step] {
    let obstacles = keys.compactMap(\.obstacle)
    let useless = obstacles.filter(\.isOutOfUse)
    let doubtful = obstacles.filter { !$0.isOutOfUse }
    return (useless.isEmpty ? [] : [deletion(of: useless)])
      + (doubtful.isEmpty ? [] : [choice(beside: doubtful)])
  }

  private func deletion(of obstacles: [OtherKey]) -> Letter.Step {
    let states = Set(obstacles.map(\.status.rawValue)).sorted().joined(separator: " and ")
    let title: Phrase =
      Self.only(obstacles).map { "Delete the \(states) key \(code: $0) first." }
      ?? "Delete the \(states) keys first."
    return Letter.Step(
      title: title,
      detail: """
        AWS allows two keys per user, whatever their status: a new one cannot be created before. Watch \
        for a few days first if it was deactivated only lately: a deleted key cannot be brought back.
        """,
      commands: commands(\.clearance))
  }

  private func choice(beside obstacles: [OtherKey]) -> Letter.Step {
    let which: Phrase = Self.only(obstacles).map { ", and \(code: $0) is the other one" } ?? ""
    return Letter.Step(
      title: "Make room first: AWS allows two keys per user\(which).",
      detail: "Delete the one that nobody needs, or move everything to one and delete the other.")
  }

  /// The id of the one key that is meant; `nil` when there are several.
  private static func only(_ keys: [OtherKey]) -> String? {
    Set(keys.map(\.id)).count == 1 ? keys.first?.id : nil
  }

  /// What the AWS limit of two keys per user means for the first step of a rotation.
  private var room: Phrase {
    isFull
      ? """
      AWS allows two keys per user. \(strong: "Where both are there already, make room first:") \
      delete the one that nobody needs, or move everything to one and delete the other.
      """
      : """
      The old one keeps working. The new secret is shown only once: store it at once where your \
      programs find it.
      """
  }

  private func retirement(returningTo step: Int) -> [Letter.Step] {
    [
      self.step(
        "Deactivate the old key and watch for a few days.",
        "If something stops working, activate it again and go back to step \(step).", .deactivate),
      self.step(
        "Delete the old key.", "A deleted key cannot be brought back; a deactivated one can.",
        .delete),
    ]
  }

  private func step(
    _ title: Phrase, _ detail: Phrase, _ action: Command.Action? = nil, isEssential: Bool = false
  ) -> Letter.Step {
    Letter.Step(
      title: title, detail: isOneOfMany && !isEssential ? nil : detail,
      commands: action.map { action in commands { $0.command(action) } } ?? [])
  }

  /// Each command once; of many keys those of the oldest alone.
  private func commands(_ command: (LetterKey) -> Command?) -> [Command] {
    let shown = isAbridged ? keys.prefix(1) : keys[...]
    return shown.compactMap(command).reduce(into: []) { commands, command in
      if !commands.contains(command) { commands.append(command) }
    }
  }
}
