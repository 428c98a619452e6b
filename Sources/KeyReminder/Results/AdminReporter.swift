// SPDX-License-Identifier: Apache-2.0
import Identifiers

/// Reports a run to the admins. With a ledger a run that is repeated reports once.
struct AdminReporter {
  let mailer: RunMailer
  let composer: Composer
  let rules: SendingRules

  /// Sends the report, or only writes it in a dry run that asks for no more; `nil` if there is no
  /// admin.
  func run(_ result: RunResult) async -> AdminDelivery? {
    guard !rules.admins.isEmpty else { return nil }
    let mail = composer.adminReport(result, rules.admins)
    guard !rules.dryRun else { return await dryRunDelivery(mail) }
    return AdminDelivery(mail, await mailer.sendOnce(mail, as: .adminReport, to: rules.admins))
  }

  /// A dry run claims nothing in the ledger: the next real run must be able to report.
  private func dryRunDelivery(_ mail: Mail) async -> AdminDelivery {
    guard rules.reportsDryRun else { return AdminDelivery(mail, .dryRun) }
    return AdminDelivery(mail, .sent(await mailer.send(mail, as: .adminReport), notRecorded: nil))
  }
}

/// What became of a mail other than a reminder: the report to the admins, or one to an account.
struct AdminDelivery {
  /// The account that it is about; `nil` for the report.
  private(set) var account: AccountLabel?
  let mail: Mail
  let outcome: DeliveryOutcome
  private(set) var messageID: String?
  private(set) var failure: Failure?
  /// Why the ledger does not say what became of it.
  private(set) var fault: RecordFault?

  init(_ mail: Mail, _ outcome: DeliveryOutcome, about account: AccountLabel? = nil) {
    self.account = account
    self.mail = mail
    self.outcome = outcome
  }

  init(_ mail: Mail, _ result: AttemptResult, about account: AccountLabel? = nil) {
    switch result {
    case .held(.unreadable(let reason)):
      self.init(mail, .failed, .unreadableLedgerItem(reason: reason), account)
    case .held(.alreadyTried): self.init(mail, .alreadyTried, about: account)
    case .held: self.init(mail, .alreadyReminded, about: account)
    case .notClaimed(let failure): self.init(mail, .failed, .service(failure), account)
    case .sent(.success(let id), let fault):
      self.init(mail, .sent, about: account)
      (messageID, self.fault) = (id, fault)
    case .sent(.failure(let error), let fault):
      let step = account == nil ? Failure.Step.adminReport : .sendEmail
      self.init(mail, error.outcome, error.cause(step), account)
      self.fault = fault
    }
  }

  private init(
    _ mail: Mail, _ outcome: DeliveryOutcome, _ cause: Failure.Cause, _ account: AccountLabel?
  ) {
    self.init(mail, outcome, about: account)
    failure = Failure(
      user: nil, account: account, stage: account == nil ? .adminReport : .accountNotice,
      cause: cause)
  }

  /// The mail, for the log.
  func record(to admins: [EmailAddress]) -> MailRecord {
    MailRecord(kind: .adminReport, recipients: admins, outcome: outcome, messageID: messageID)
  }
}

extension MailerError {
  fileprivate func cause(_ step: Failure.Step) -> Failure.Cause {
    switch self {
    case .rejected(let failure), .blocked(let failure), .unknown(let failure): .service(failure)
    case .outOfTime(let cause): .outOfTime(step, after: cause)
    }
  }

  fileprivate var outcome: DeliveryOutcome { if case .unknown = self { .unknown } else { .failed } }
}
