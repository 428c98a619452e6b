// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import FailureMessages
import Identifiers
import KeyReminder

/// The e-mail to the own address of an account: who has stale keys there and cannot be reached.
struct AccountNoticeEmail {
  let notice: AccountNotice
  let context: MessageContext

  /// Owners beyond this many are counted, so that the mail stays small.
  private static let longestList = 50
  private static let longestMessage = 220

  var document: EmailDocument {
    EmailDocument(
      subject: "\(context.subjectPrefix(for: [notice.recipient]))\(title)"
        + (context.accountInSubject.map { " (\($0))" } ?? ""),
      preview: introduction, heading: "\(title)",
      blocks: context.redirectionNote(for: [notice.recipient])
        + [
          .paragraph(introduction),
          .list(
            title: nil, notice.owners.prefix(Self.longestList).map(item),
            rest: rest > 0 ? "and \(counted(rest, "owner")) more" : nil),
          .smallPrint([reason]),
        ])
  }

  private var rest: Int { notice.owners.count - Self.longestList }

  private var title: String {
    "\(counted(notice.owners.count, "owner")) of old access keys whom nobody can reach"
  }

  private var introduction: RichText {
    """
    Hello! In \(context.account), these IAM users have access keys that are due: keys here are replaced or \
    removed after \(days(context.alertAfterDays)). Nobody was told, for they have no usable address. Give \
    each an address, or see to the keys yourself.
    """
  }

  private func item(_ owner: UnreachableOwner) -> EmailDocument.Item {
    let name = owner.owner.user.name
    let oldest = owner.owner.keys.map(\.key.ageDays).max() ?? 0
    return EmailDocument.Item(
      name: "\(strong: name.description)",
      detail: "\(counted(owner.owner.keys.count, "key")), the oldest is \(days(oldest)) old",
      more: ["\(owner.reason.message(about: name).shortened(to: Self.longestMessage))"]
        + (context.consolePage(of: name.description)
          .map { ["\(link: "open in the console", to: $0)"] } ?? []))
  }

  private var reason: RichText {
    """
    This mail was sent automatically by KeyReminder \(context.version). You get it because your address is \
    that of \(context.account) in AWS Organizations.
    """
  }
}
