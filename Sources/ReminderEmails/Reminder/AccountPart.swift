// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import FailureMessages
import Identifiers
import KeyReminder

/// The part of a reminder about one of several accounts.
struct AccountPart {
  /// `production (123456789012)`; `nil` if unknown.
  let name: RichText?
  let summary: ReminderSummary

  /// Accounts beyond this many are counted, not shown.
  static let mostAccounts = 40
  /// In so many accounts each has its own steps. In more, the steps for each advice are told once.
  static let fewAccounts = 3
  /// Keys beyond this many are counted, not listed; of each account at least one is.
  private static let longestList = 40

  /// Empty if the mail is about one account.
  static func parts(of reminder: Reminder, context: MessageContext) -> [AccountPart] {
    guard let count = context.accountCount else { return [] }
    let limit = max(1, longestList / min(count, mostAccounts))
    return reminder.accounts.prefix(mostAccounts).map { account in
      let context = context.about([account])
      return AccountPart(
        name: context.accountLabel,
        summary: ReminderSummary(
          reminder.part(of: account), context: context, namesUser: true, atMost: limit))
    }
  }
}

extension ReminderEmail {
  /// The keys account after account, that with the oldest key first, and what to do with them.
  var accountBlocks: [EmailDocument.Block] {
    var (told, blocks): (Set<String>, [EmailDocument.Block]) = ([], [])
    var alternatives = alternativesList
    for part in parts {
      blocks.append(.paragraph(introduction(of: part)))
      for section in part.summary.sections {
        let isNew = told.insert(section.advice.rawValue).inserted
        let isLast = section.advice == part.summary.sections.last?.advice
        blocks.append(
          .list(
            title: section.title, section.keys.map(part.summary.listFormat.item),
            rest: isLast ? part.summary.rest : nil))
        if section.replaces {
          blocks += alternatives
          alternatives = []
        }
        if isNew || parts.count <= AccountPart.fewAccounts {
          blocks.append(.steps(title: section.question, section.steps))
        }
      }
    }
    return blocks + unshownAccounts
  }

  private func introduction(of part: AccountPart) -> RichText {
    let keys = counted(part.summary.keyCount, "key")
    let account: RichText = part.name.map { "Account \($0)" } ?? "Another account"
    return "\(account): \(strong: keys). Be signed in to this account before you run its commands."
  }

  /// What is said once of accounts whose steps are like those of others, or that are too many.
  private var unshownAccounts: [EmailDocument.Block] {
    var blocks: [EmailDocument.Block] = []
    if parts.count > AccountPart.fewAccounts {
      blocks.append(
        .paragraph(
          """
          The steps for each kind of key stand where it comes first. They are the same in every account, \
          with its own users and keys.
          """))
    }
    let rest = (context.accountCount ?? 0) - parts.count
    if rest > 0 {
      let keys = summary.keyCount - parts.reduce(0) { $0 + $1.summary.keyCount }
      blocks.append(
        .paragraph("And \(counted(keys, "younger key")) in \(counted(rest, "account")) more."))
    }
    return blocks
  }
}
