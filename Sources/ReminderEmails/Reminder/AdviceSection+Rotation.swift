// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

extension AdviceSection {
  /// The steps from an old key to a new one.
  var rotation: [EmailDocument.Step] {
    if keys.count == 1, case .goesFirst(let reason) = keys.first?.slot {
      // Alone, it is not rotated: its programs move to the owner's other key.
      return [moving(reason)] + retirement(returningTo: 1)
    }
    let start =
      makingRoom + [
        step(
          "Create a second access key.",
          """
          The old one keeps working. The new secret is shown only once: store it at once where your \
          programs find it.
          """, .create),
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
        "A few days later, check that nothing uses the old key.",
        "Was it used after the switch? Then a program still has it: go back to step \(step).",
        .showLastUse),
      self.step(
        "Deactivate the old key.",
        "If something stops working, activate it again and go back to step \(step).", .deactivate),
      lastStep,
    ]
  }

  private func moving(_ reason: KeySlot.Precedence) -> EmailDocument.Step {
    EmailDocument.Step(
      title: "Switch every program to the other key.",
      detail: "AWS allows two keys per user. \(reason.sentence)")
  }
}
