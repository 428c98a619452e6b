// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Identifiers

extension ReminderEmail {
  /// A link with which the owner asks for more time, if there is somebody to ask.
  var moreTime: [RichText] {
    requestForTime.map { ["Need more time? \(link: "Ask for it, with a date", opening: $0)"] } ?? []
  }

  /// The request, complete but for the date and the reason. People get it who may not see the
  /// users' tags, so it names users and keys alone.
  var requestForTime: EmailDraft? {
    guard !context.supportEmails.isEmpty else { return nil }
    return EmailDraft(
      to: context.supportEmails.map(\.description),
      subject: summary.keyCount == 1
        ? "More time for access key \(namedKeys)" : "More time for \(summary.keyCount) access keys",
      lines: [
        accountLine, "Keys: \(namedKeys)",
        "Until (YYYY-MM-DD): ", "Because: ",
      ])
  }

  /// `Account: 123456789012`. Mail programs cut long links off, so many accounts are counted.
  private var accountLine: String {
    guard context.accountCount != nil else { return "Account: \(context.accountID ?? "unknown")" }
    let accounts = reminder.accounts.compactMap { $0?.description }
    let rest = accounts.count - Self.longestEnumeration
    return "Accounts: \(accounts.prefix(Self.longestEnumeration).joined(separator: ", "))"
      + (rest > 0 ? " and \(rest) more" : "")
  }

  /// Mail programs cut long links off. Keys beyond this many are counted.
  private static let longestEnumeration = 5

  /// `AKIA...MPLE of ana, AKIA...0001 of bo and 3 more`. In ASCII: some mail programs read no other
  /// text in a link.
  private var namedKeys: String {
    let keys = summary.sections.flatMap(\.keys)
    let shown = keys.prefix(Self.longestEnumeration).map {
      "\($0.key.id.prefix(4))...\($0.key.id.suffix(4)) of \($0.userName)"
    }
    let rest = summary.keyCount - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}
