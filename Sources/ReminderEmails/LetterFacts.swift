// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

/// What a reminder's wording depends on, found out once.
struct ReminderFacts {
  /// All keys, also those that are not listed.
  let count: Int
  let oldestDays: Int
  let urgency: Urgency
  /// The listed keys by advice, what is done most quickly first; never empty.
  let groups: [AdvisedKeys]
  let listing: KeyListing
  /// Stands for the keys that are not listed.
  let rest: Phrase?
  /// What is asked for, in one line: the subject and the heading.
  let request: String

  private let dueDays: Int
  private let alertAfterDays: Int

  init(_ reminder: Reminder, letterhead: Letterhead) {
    let keys = letterhead.keys(of: reminder)
    let owners = reminder.owners
    count = keys.count
    oldestDays = keys.first?.key.ageDays ?? 0
    urgency = Urgency(ageDays: oldestDays, overdueAfterDays: letterhead.overdueAfterDays)
    alertAfterDays = letterhead.alertAfterDays
    dueDays = oldestDays - letterhead.alertAfterDays
    groups = Self.groups(of: keys.prefix(Letterhead.longestList), owners)
    listing = KeyListing(
      consolePage: owners.count == 1 ? nil : { letterhead.consolePage(of: $0) },
      tellsUse: keys.contains { $0.key.use != .unknown })
    rest = Self.rest(keys.dropFirst(Letterhead.longestList))
    request = Self.request(Set(keys.map(\.advice)), urgency, count: keys.count, owners)
  }

  private static func rest(_ unlisted: ArraySlice<LetterKey>) -> Phrase? {
    guard let oldest = unlisted.first else { return nil }
    return "and \(unlisted.count) more, none of them older than \(days(oldest.key.ageDays))"
  }

  private static func groups(
    of keys: ArraySlice<LetterKey>, _ owners: [ReminderOwner]
  ) -> [AdvisedKeys] {
    let full = Set(owners.filter { $0.keys.count > 1 }.map(\.userName))
    let kinds = Advice.allCases.filter { advice in keys.contains { $0.advice == advice } }
    return kinds.map { advice in
      let advised = keys.filter { $0.advice == advice }
      return AdvisedKeys(
        advice: advice, keys: advised, isFull: advised.contains { full.contains($0.userName) },
        isOneOfMany: kinds.count > 1)
    }
  }
}

extension ReminderFacts {
  private static func request(
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
    let contacted = owners.count == 1 ? owners.first.flatMap { $0.isContacted ? $0 : nil } : nil
    let whose = contacted.map { " of \($0.userName)" } ?? ""
    guard count == 1 else { return "\(count) \(kind)AWS access keys\(whose)" }
    return "\(contacted == nil ? "your" : "the") \(kind)AWS access key\(whose)"
  }
}

extension ReminderFacts {
  /// What an inbox shows beside the subject.
  var preview: Phrase {
    let subject: Phrase = count == 1 ? "It" : "The oldest"
    return "\(subject) is \(days(oldestDays)) old. \(remedy)"
  }

  private var remedy: Phrase {
    switch groups.count == 1 ? groups.first?.advice : nil {
    case .delete: "Never used: nothing should miss it."
    case .deactivate: "Not used for \(days(Advice.unusedDays)): nothing should miss it."
    case .switchOver: "Switch to the newer key, then delete the old one."
    case .rotate where groups.contains(where: \.needsRoom):
      "Make room for a new key, switch to it, delete the old one."
    case .rotate: "Create a new key, switch to it, delete the old one."
    case nil: "Each is listed with what to do about it."
    }
  }

  /// As it stands behind "Your user has".
  var need: Phrase {
    let keys: Phrase = count == 1 ? "an access key that is" : "\(count) access keys that are"
    let rule: Phrase = "keys here are replaced or removed after \(days(alertAfterDays))"
    return switch urgency {
    case .reminder: "\(keys) due: \(rule)."
    case .overdue: "\(keys) \(strong: "overdue"): \(rule).\(delay)"
    case .final: "\(keys) \(strong: "long overdue"): \(rule).\(delay)"
    }
  }

  private var delay: Phrase {
    guard dueDays > 0 else { return "" }
    return " \(count == 1 ? "This one" : "The oldest") has been due for \(days(dueDays))."
  }
}
