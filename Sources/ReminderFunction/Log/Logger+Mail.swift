// SPDX-License-Identifier: Apache-2.0
import Identifiers
import KeyReminder
import Logging
import UTC

// The record of every mail: who was mailed about what, and when. A query in template.yaml reads
// these lines.
extension Logger {
  /// Logs a mail in one line.
  ///
  /// - Parameter redirectedTo: who got the mail instead of its recipient.
  func report(_ mail: MailRecord, redirectedTo: EmailAddress?, namesAccounts: Bool = false) {
    var fields = mail.fields(redirectedTo)
    let accounts = Set(mail.owners.compactMap(\.user.account?.description)).sorted()
    if namesAccounts, !accounts.isEmpty { fields["accountIds"] = "\(words(accounts))" }
    info("The outcome of a mail.", metadata: fields)
  }
}

extension MailRecord {
  fileprivate func fields(_ redirectedTo: EmailAddress?) -> Logger.Metadata {
    var fields: Logger.Metadata = [
      "kind": "\(kind.rawValue)", "to": "\(words(recipients.map(\.description)))",
      "outcome": "\(outcome.rawValue)",
    ]
    if let messageID { fields["messageId"] = "\(messageID)" }
    if let next { fields["nextReminder"] = "\(next)" }
    if let redirectedTo { fields["redirectedTo"] = "\(redirectedTo)" }
    guard !owners.isEmpty else { return fields }
    let keys = owners.flatMap(\.keys)
    fields["userNames"] = "\(words(owners.map(\.user.name.description)))"
    fields["keys"] = "\(words(keys.map(\.key.id.redacted)))"
    fields["advice"] = "\(words(keys.map(\.advice.rawValue)))"
    return fields
  }
}

/// The longest list in a line: CloudWatch accepts lines of up to 256 KiB.
private let longestList = 500

/// The words, separated by spaces. No word contains a space.
private func words(_ words: [String]) -> String {
  words.prefix(longestList).joined(separator: " ") + (words.count > longestList ? " …" : "")
}
