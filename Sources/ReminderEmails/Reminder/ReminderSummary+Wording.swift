// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

extension ReminderSummary {
  /// `Overdue: please rotate 2 AWS access keys of deploy-bot`.
  static func request(
    _ advice: Set<Advice>, _ urgency: Urgency, count: Int, _ owners: [ReminderOwner]
  ) -> String {
    let (verb, kind) = demand(advice)
    let please =
      switch urgency {
      case .reminder: "Please"
      case .overdue: "Overdue: please"
      case .final: "Long overdue: please"
      }
    return "\(please) \(verb) \(object(kind, count: count, owners))"
  }

  private static func demand(_ advice: Set<Advice>) -> (verb: String, kind: String) {
    if advice == [.delete] { return ("delete", "unused ") }
    if advice == [.deactivate] { return ("deactivate", "unused ") }
    if advice.isSubset(of: [.delete, .deactivate]) { return ("remove", "unused ") }
    if advice == [.switchOver] { return ("retire", "old ") }
    if advice == [.rotate] { return ("rotate", "") }
    return ("replace or remove", "")
  }

  /// `your AWS access key`, `2 AWS access keys of deploy-bot`.
  private static func object(_ kind: String, count: Int, _ owners: [ReminderOwner]) -> String {
    let contacted = owners.count == 1 ? owners.first.flatMap { $0.hasContactTag ? $0 : nil } : nil
    let whose = contacted.map { " of \($0.userName)" } ?? ""
    guard count == 1 else { return "\(count) \(kind)AWS access keys\(whose)" }
    return "\(contacted == nil ? "your" : "the") \(kind)AWS access key\(whose)"
  }

  /// What an inbox shows beside the subject.
  var preview: RichText {
    let subject: RichText = keyCount == 1 ? "It" : "The oldest"
    return "\(subject) is \(days(oldestDays)) old. \(remedy)"
  }

  private var remedy: RichText {
    switch sections.count == 1 ? sections.first?.advice : nil {
    case .delete: "Never used: nothing should miss it."
    case .deactivate: "Not used for \(days(Advice.unusedDays)): nothing should miss it."
    case .switchOver: "Switch to the newer key, then delete the old one."
    case .rotate where sections.contains(where: \.needsSlot):
      "Make room for a new key, switch to it, delete the old one."
    case .rotate: "Create a new key, switch to it, delete the old one."
    case nil: "Each is listed with what to do about it."
    }
  }

  /// What the owner has, as it follows "Your IAM user ana has".
  var need: RichText {
    let keys: RichText =
      keyCount == 1 ? "an access key that is" : "\(keyCount) access keys that are"
    let rule: RichText = "keys here are replaced or removed after \(days(alertAfterDays))"
    return switch urgency {
    case .reminder: "\(keys) due: \(rule)."
    case .overdue: "\(keys) \(strong: "overdue"): \(rule).\(delay)"
    case .final: "\(keys) \(strong: "long overdue"): \(rule).\(delay)"
    }
  }

  private var delay: RichText {
    let dueDays = oldestDays - alertAfterDays
    guard dueDays > 0 else { return "" }
    return " \(keyCount == 1 ? "This one" : "The oldest") has been due for \(days(dueDays))."
  }
}
