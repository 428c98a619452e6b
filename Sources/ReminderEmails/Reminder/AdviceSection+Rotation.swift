// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

extension AdviceSection {
  /// The steps from an old key to a new one.
  var rotation: [EmailDocument.Step] {
    let start =
      makingRoom + [
        step(
          "Create a second access key.", isFull ? Self.keyLimit : Self.newSecret, .create,
          isEssential: isFull),
        step(
          "Switch every program to the new key.",
          "Think of scripts, servers, pipelines and your own computer."),
      ]
    return start + retirement(returningTo: start.count)
  }

  /// The steps after every program has been switched.
  ///
  /// - Parameter step: the number of the step that switches the programs.
  func retirement(returningTo step: Int) -> [EmailDocument.Step] {
    [
      self.step(
        "Deactivate the old key and watch for a few days.",
        "If something stops working, activate it again and go back to step \(step).", .deactivate),
      self.step(
        "Delete the old key.", "A deleted key cannot be brought back; a deactivated one can.",
        .delete),
    ]
  }

  private static let keyLimit: RichText = """
    AWS allows two keys per user. \(strong: "Where both are there already, make room first:") \
    delete the one that nobody needs, or move everything to one and delete the other.
    """

  private static let newSecret: RichText = """
    The old one keeps working. The new secret is shown only once: store it at once where your \
    programs find it.
    """

  /// What to do first where a user has a second key. A key that nothing can use is deleted; for any
  /// other key the owner has to choose.
  private var makingRoom: [EmailDocument.Step] {
    let obstacles = keys.compactMap(\.obstacle)
    let unusable = obstacles.filter(\.isUnusable)
    let doubtful = obstacles.filter { !$0.isUnusable }
    return (unusable.isEmpty ? [] : [deletion(of: unusable)])
      + (doubtful.isEmpty ? [] : [choice(beside: doubtful)])
  }

  private func deletion(of obstacles: [SecondKey]) -> EmailDocument.Step {
    let states = Set(obstacles.map(\.status.rawValue)).sorted().joined(separator: " and ")
    let title: RichText =
      Self.onlyID(in: obstacles).map { "Delete the \(states) key \(code: $0) first." }
      ?? "Delete the \(states) keys first."
    return EmailDocument.Step(
      title: title,
      detail: """
        AWS allows two keys per user, whatever their status: a new one cannot be created before. Watch \
        for a few days first if it was deactivated only lately: a deleted key cannot be brought back.
        """,
      commands: commands(\.deletionOfObstacle))
  }

  private func choice(beside obstacles: [SecondKey]) -> EmailDocument.Step {
    let which: RichText =
      Self.onlyID(in: obstacles).map { ", and \(code: $0) is the other one" } ?? ""
    return EmailDocument.Step(
      title: "Make room first: AWS allows two keys per user\(which).",
      detail: "Delete the one that nobody needs, or move everything to one and delete the other.")
  }

  /// The id of the key, unless there are several.
  private static func onlyID(in keys: [SecondKey]) -> String? {
    Set(keys.map(\.id)).count == 1 ? keys.first?.id : nil
  }
}
