// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

/// Reports a run to the admins. With a ledger a run that is repeated reports once.
struct AdminReporter {
  let mailer: any Mailer
  let composer: Composer
  let rules: SendingRules
  let ledger: LedgerUse?
  let now: Timestamp

  /// Sends the report, or only writes it in a dry run that asks for no more; `nil` if there is no
  /// admin.
  func run(_ result: RunResult) async -> AdminDelivery? {
    guard !rules.admins.isEmpty else { return nil }
    let mail = composer.adminReport(result, rules.admins)
    guard !rules.dryRun else { return await dryRunDelivery(mail) }
    return AdminDelivery(mail, await attempt(mail))
  }

  /// A dry run claims nothing in the ledger: the next real run must be able to report.
  private func dryRunDelivery(_ mail: Mail) async -> AdminDelivery {
    guard rules.reportsDryRun else { return AdminDelivery(mail, .dryRun) }
    return AdminDelivery(mail, .sent(await send(mail), notRecorded: nil))
  }

  private func attempt(_ mail: Mail) async -> AttemptResult {
    guard let ledger else { return .sent(await send(mail), notRecorded: nil) }
    do throws(ServiceFailure) {
      let attempt = try ledger.attempt(to: rules.admins, at: now)
      return await ledger.ledger.perform(attempt) { await send(mail) }
    } catch {
      return .notClaimed(error)
    }
  }

  private func send(_ mail: Mail) async -> Result<String?, MailerError> {
    do throws(MailerError) {
      return .success(try await mailer.send(.written(mail), as: .adminReport, urgency: nil))
    } catch {
      return .failure(error)
    }
  }
}

/// What became of the report to the admins.
struct AdminDelivery {
  let mail: Mail
  let outcome: DeliveryOutcome
  private(set) var messageID: String?
  private(set) var failure: Failure?
  /// Why the ledger does not say what became of it.
  private(set) var fault: RecordFault?

  init(_ mail: Mail, _ outcome: DeliveryOutcome) {
    self.mail = mail
    self.outcome = outcome
  }

  init(_ mail: Mail, _ result: AttemptResult) {
    switch result {
    case .held(.unreadable(let reason)):
      self.init(mail, .failed, .unreadableLedgerItem(reason: reason))
    case .held(.alreadyTried): self.init(mail, .alreadyTried)
    case .held: self.init(mail, .alreadyReminded)
    case .notClaimed(let failure): self.init(mail, .failed, .service(failure))
    case .sent(.success(let id), let fault):
      self.init(mail, .sent)
      (messageID, self.fault) = (id, fault)
    case .sent(.failure(let error), let fault):
      self.init(mail, error.outcome, error.cause)
      self.fault = fault
    }
  }

  private init(_ mail: Mail, _ outcome: DeliveryOutcome, _ cause: Failure.Cause) {
    self.init(mail, outcome)
    failure = Failure(user: nil, stage: .adminReport, cause: cause)
  }

  /// The mail, for the log.
  func record(to admins: [EmailAddress]) -> MailRecord {
    MailRecord(kind: .adminReport, recipients: admins, outcome: outcome, messageID: messageID)
  }
}

extension MailerError {
  fileprivate var cause: Failure.Cause {
    switch self {
    case .rejected(let failure), .blocked(let failure), .unknown(let failure): .service(failure)
    case .outOfTime(let cause): .outOfTime(.adminReport, after: cause)
    }
  }

  fileprivate var outcome: DeliveryOutcome { if case .unknown = self { .unknown } else { .failed } }
}
