// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import FailureMessages
import KeyReminder

// Each list is short enough to be read, and left out if it is empty.

extension AdminReportEmail {
  /// Entries beyond this many are counted.
  private static let longestList = 20
  /// The same of whom a dry run would have mailed: to look at them is what it is for.
  private static let longestDryRun = 100
  /// The longest text from outside that is shown whole, in characters.
  private static let longestMessage = 220

  /// What needs somebody's attention.
  var tasks: [EmailDocument.Block] {
    accountTable
      + Self.list("Who would have been mailed", report.wouldBeMailed, atMost: Self.longestDryRun) {
        EmailDocument.Item(
          name: "\(strong: $0.userName)",
          detail: $0.address == $0.userName ? nil : "to \($0.address)")
      }
      + Self.list("Owners nobody can reach", report.unreachable) {
        EmailDocument.Item(
          name: Self.name($0.userName, in: $0.account),
          detail: "\($0.message.shortened(to: Self.longestMessage))",
          more: context.consolePage(of: $0.userName)
            .map { ["\(link: "open in the console", to: $0)"] } ?? [])
      }
      + Self.list("What could not be done", report.failures) {
        EmailDocument.Item(
          name: $0.userName.map { [account = $0.account] in Self.name($0, in: account) }
            ?? "\(strong: $0.account.map { "Account \($0)" } ?? "The run")",
          detail: "\($0.message.shortened(to: Self.longestMessage))")
      }
      + Self.list("Unclear exemptions", report.invalidExemptions) {
        let value = $0.value.withCodePoints.shortened(to: Self.longestMessage)
        return EmailDocument.Item(
          name: "\(strong: $0.userName)",
          detail: "“\(value)” is neither empty, true nor a date such as 2027-03-01: not exempt")
      }
      + Self.list("Warnings", report.warnings) {
        EmailDocument.Item(name: "\($0.shortened(to: Self.longestMessage))")
      }
      + Self.list("Overdue owners", report.overdue, overdue)
  }

  /// What was done about an owner, and how to give them more time.
  private func overdue(_ owner: AdminReport.OverdueOwner) -> EmailDocument.Item {
    let shown = owner.keyIDs.prefix(2).map(\.shortID).joined(separator: ", ")
    let rest = owner.keyIDs.count - 2
    return EmailDocument.Item(
      name: Self.name(owner.userName, in: owner.account),
      detail: "\(days(owner.oldestDays)), \(owner.outcome.clause)",
      more: ["\(shown)\(rest > 0 ? " and \(rest) more" : "")"],
      command: context.exemption(of: owner.userName)?.line)
  }

  /// What is good to know.
  var facts: [EmailDocument.Block] {
    let advice = Advice.allCases.map { (advice: $0, count: report.advice[$0] ?? 0) }
    return Self.list("What the owners were told", advice.filter { $0.count > 0 }) {
      EmailDocument.Item(name: "\(strong: counted($0.count, "key"))", detail: $0.advice.clause)
    }
      + Self.list("Exempt", report.exemptions) {
        EmailDocument.Item(name: "\(strong: $0.userName)", detail: $0.term)
      }
  }

  /// The counts of the run.
  var totals: [EmailDocument.Item] {
    let (users, keys, emails) = (report.users, report.keys, report.emails)
    let why = report.skipped.map { "\($0.count) \($0.reason)" }.joined(separator: ", ")
    let leftOut: RichText = why.isEmpty ? "" : " (\(why))"
    let unreadable: RichText = keys.unreadable == 0 ? "" : ", \(keys.unreadable) of unknown age"
    let unknown: RichText = emails.unknown == 0 ? "" : ", \(emails.unknown) perhaps sent"
    let unreachable: RichText =
      report.unreachable.isEmpty
      ? "" : ", \(counted(report.unreachable.count, "owner")) unreachable"
    let items =
      [
        EmailDocument.Item(
          name: "Users",
          detail:
            "\(users.listed) listed, \(users.checked) checked, \(users.skipped) left out\(leftOut)"),
        EmailDocument.Item(name: "Keys", detail: "\(keys.stale) stale\(unreadable)"),
      ] + keysLeftOut + [
        EmailDocument.Item(
          name: "Mails",
          detail: "\(emails.sent) sent, \(emails.failed) failed\(unknown)\(unreachable)"),
        EmailDocument.Item(name: "Root user", detail: rootUser),
      ]
    return items + held
  }

  /// The mails that the ledger held back.
  private var held: [EmailDocument.Item] {
    guard let held = report.emails.held, held.alreadyReminded + held.alreadyTried > 0 else {
      return []
    }
    return [
      EmailDocument.Item(
        name: "Held back",
        detail: """
          \(held.alreadyReminded) reminded already in this period, \(held.alreadyTried) perhaps \
          reminded by a run that did not end
          """)
    ]
  }

  /// Stale keys about which nobody is mailed, if they were counted.
  private var keysLeftOut: [EmailDocument.Item] {
    guard let skipped = report.skippedKeys else { return [] }
    let unread: RichText =
      skipped.unread == 0 ? "" : "; the keys of \(counted(skipped.unread, "user")) were not read"
    return [
      EmailDocument.Item(
        name: "Left out",
        detail: """
          \(counted(skipped.stale, "stale key")) of \(counted(skipped.owners, "user")) who never \
          signed in to the console\(unread)
          """)
    ]
  }

  private var rootUser: RichText {
    switch report.rootKeys {
    case true?: "has an access key"
    case false?: "has no access key"
    case nil: "not known whether it has an access key"
    }
  }

  static func list<Entry>(
    _ title: RichText, _ entries: [Entry], atMost limit: Int = longestList,
    _ item: (Entry) -> EmailDocument.Item
  ) -> [EmailDocument.Block] {
    guard !entries.isEmpty else { return [] }
    let rest = entries.count - limit
    return [
      .list(
        title: title, entries.prefix(limit).map(item),
        rest: rest > 0 ? "and \(rest) more" : nil)
    ]
  }
}

extension String {
  /// `AKIA…MPLE`, of a key's id.
  fileprivate var shortID: String { "\(prefix(4))…\(suffix(4))" }
}

extension Advice {
  /// `never used: delete`.
  fileprivate var clause: RichText {
    switch self {
    case .delete: "never used: delete"
    case .deactivate: "not used for \(days(Advice.unusedDays)): deactivate, then delete"
    case .switchOver: "a newer key exists: switch over"
    case .rotate: "in use, or last use unknown: rotate"
    }
  }
}

extension DeliveryOutcome {
  /// `perhaps mailed`.
  fileprivate var clause: RichText {
    switch self {
    case .sent: "mailed"
    case .failed: "not mailed"
    case .unknown: "perhaps mailed"
    case .dryRun: "would be mailed"
    case .unreachable: "unreachable"
    case .alreadyReminded: "mailed earlier in this period"
    case .alreadyTried: "perhaps mailed earlier in this period"
    }
  }
}

extension AdminReport.Exemption {
  /// `until 2027-03-01`.
  fileprivate var term: RichText {
    until.map { "until \($0)" } ?? "for ever"
  }
}
