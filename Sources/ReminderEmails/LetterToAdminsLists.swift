// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

// The lists of the admin report, each short enough to be read. None stands there empty.

extension AdminReport {
  /// Entries beyond this many are counted.
  private static let longestList = 20
  /// Characters of what came from afar.
  private static let longestMessage = 240

  /// What somebody must do something about.
  var tasks: [Letter.Block] {
    Self.list("Owners nobody can reach", unreachable) {
      Letter.Item(
        name: "\(strong: $0.userName)",
        detail: "\(brief($0.reason.message, to: Self.longestMessage))")
    }
      + Self.list("What could not be done", failures) {
        Letter.Item(
          name: "\(strong: $0.userName ?? "The run")",
          detail: "\(brief($0.message, to: Self.longestMessage))")
      }
      + Self.list("Unclear exemptions", invalidExemptions) {
        Letter.Item(
          name: "\(strong: $0.userName)",
          detail: """
            “\(brief($0.value.withCodePoints, to: Self.longestMessage))” is neither empty, true nor a date such \
            as 2027-03-01: not exempt
            """)
      }
      + Self.list("Warnings", warnings) {
        Letter.Item(name: "\(brief($0, to: Self.longestMessage))")
      }
  }

  /// What is good to know.
  var findings: [Letter.Block] {
    Self.list("What the owners were told", Advice.allCases.filter { advice[$0] ?? 0 > 0 }) {
      Letter.Item(name: "\(strong: counted(advice[$0] ?? 0, "key"))", detail: $0.finding)
    }
      + Self.list("Overdue owners", overdue) {
        Letter.Item(
          name: "\(strong: $0.userName)", detail: "\(days($0.oldestDays)), \($0.outcome.finding)")
      }
      + Self.list("The oldest keys", Array(oldest.prefix(10))) {
        Letter.Item(
          name: "\(code: AccessKey.redacted($0.keyID))",
          detail: "\(strong: days($0.ageDays)), \($0.userName)")
      }
      + Self.list("Exempt", exemptions) {
        Letter.Item(name: "\(strong: $0.userName)", detail: $0.term)
      }
  }

  var totals: [Letter.Item] {
    let why = skipped.map { "\($0.count) \($0.reason)" }.joined(separator: ", ")
    let leftOut: Phrase = why.isEmpty ? "" : " (\(why))"
    let unreadable: Phrase = keys.unreadable == 0 ? "" : ", \(keys.unreadable) of unknown age"
    let unknown: Phrase = emails.unknown == 0 ? "" : ", \(emails.unknown) perhaps sent"
    return [
      Letter.Item(
        name: "Users",
        detail:
          "\(users.listed) listed, \(users.checked) checked, \(users.skipped) left out\(leftOut)"),
      Letter.Item(
        name: "Keys", detail: "\(keys.stale) stale\(unreadable)"),
      Letter.Item(
        name: "Mails", detail: "\(emails.sent) sent, \(emails.failed) failed\(unknown)"),
      Letter.Item(name: "Root user", detail: rootFinding),
    ]
  }

  private var rootFinding: Phrase {
    switch rootKeys {
    case true?: "has an access key"
    case false?: "has no access key"
    case nil: "not known whether it has an access key"
    }
  }

  private static func list<Entry>(
    _ title: Phrase, _ entries: [Entry], _ item: (Entry) -> Letter.Item
  ) -> [Letter.Block] {
    guard !entries.isEmpty else { return [] }
    let rest = entries.count - longestList
    return [
      .list(
        title: title, entries.prefix(longestList).map(item),
        rest: rest > 0 ? "and \(rest) more" : nil)
    ]
  }
}

extension Advice {
  fileprivate var finding: Phrase {
    switch self {
    case .delete: "never used: delete"
    case .deactivate: "not used for \(days(Advice.unusedDays)): deactivate, then delete"
    case .switchOver: "a newer key exists: switch over"
    case .rotate: "in use, or last use unknown: rotate"
    }
  }
}

extension Notification.Outcome {
  fileprivate var finding: Phrase {
    switch self {
    case .sent: "mailed"
    case .failed: "not mailed"
    case .unknown: "perhaps mailed"
    case .dryRun: "would be mailed"
    }
  }
}

extension Report.Exemption {
  fileprivate var term: Phrase {
    until.map { "until \($0)" as Phrase } ?? "for ever"
  }
}
