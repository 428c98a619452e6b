// SPDX-License-Identifier: Apache-2.0
public import Identifiers
import UTC

/// What the own address of an account is told: its owners of stale keys whom nobody can reach.
public struct AccountNotice: Sendable, Equatable {
  /// The account.
  public let account: AccountLabel
  /// Its own address.
  public let recipient: EmailAddress
  /// Never empty.
  public let owners: [UnreachableOwner]

  package init(account: AccountLabel, recipient: EmailAddress, owners: [UnreachableOwner]) {
    self.account = account
    self.recipient = recipient
    self.owners = owners
  }
}

extension Audit {
  /// One notice for each account that has owners nobody can reach and an address that may be mailed.
  func notices(_ owners: ResolvedOwners, _ accounts: [AccountReading]) -> [AccountNotice] {
    guard rules.mailsAccounts else { return [] }
    let unreachable = Dictionary(grouping: owners.unreachable, by: \.owner.user.account)
    return accounts.compactMap { reading in
      guard let label = reading.label, let owners = unreachable[label.id],
        let address = reading.account?.email, policy.allows(address)
      else { return nil }
      return AccountNotice(account: label, recipient: address, owners: owners)
    }
  }

  /// Sends the notices, one to each account; with a ledger once for a tick, like the admins' report.
  func send(
    _ notices: [AccountNotice], _ composer: Composer, at now: Timestamp, _ notes: inout RunNotes
  ) async {
    guard notes.failures.allSatisfy({ $0.stage != .sendEmail }) else { return }
    let mailer = runMailer(at: now)
    for notice in notices {
      let mail = composer.accountNotice(notice)
      let delivery =
        rules.dryRun
        ? AdminDelivery(mail, .dryRun, about: notice.account)
        : AdminDelivery(
          mail,
          await mailer.sendOnce(
            mail, as: .accountNotice, to: [notice.recipient], about: notice.account.id),
          about: notice.account)
      notes.accounts?.notices[notice.account.id] = delivery.outcome
      observe(
        .mail(
          MailRecord(
            kind: .accountNotice, recipients: [notice.recipient],
            owners: notice.owners.map(\.owner), outcome: delivery.outcome,
            messageID: delivery.messageID)))
      if let fault = delivery.fault { warn(.outcomeNotRecorded(fault, of: nil), &notes) }
      if let failure = delivery.failure { fail(failure, &notes) }
    }
  }
}
