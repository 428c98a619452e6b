// SPDX-License-Identifier: Apache-2.0

/// One run's attempt to remind one recipient: claim → send → record. It says what to do next and
/// learns what came of it, without any I/O.
///
/// A mail leaves only after a claim that is surely this run's own. Whatever becomes of the mail, it is
/// not sent again by this attempt, and the record comes after it.
struct ReminderAttempt: Sendable {
  /// What to do next.
  indirect enum Step: Sendable {
    case claim(Claim)
    case send
    case record(ReminderOutcome, of: Claim)
    case end(AttemptResult)
  }

  private(set) var step: Step
  let claim: Claim
  /// What the keys' histories will be when the mail is sent.
  private let keys: [LedgerKey: KeyHistory]
  /// What to remember besides, where gaps grow.
  private let easing: Easing?
  /// What became of the mail.
  private var mail: Result<String?, MailerError>?

  init(_ claim: Claim, keys: [LedgerKey: KeyHistory], easing: Easing? = nil) {
    self.claim = claim
    self.keys = keys
    self.easing = easing
    step = .claim(claim)
  }

  mutating func learn(claim response: Result<ClaimResponse, ServiceFailure>) {
    switch response {
    case .success(.claimed): step = .send
    case .success(.refused(let record)):
      // The response to an earlier attempt of this claim was lost: it is ours.
      step = claim.wrote(record) ? .send : .end(.held(record.heldStanding))
    // It may be written all the same. Nobody is mailed on a claim that is not certain.
    case .failure(let failure): step = .end(.notClaimed(failure))
    }
  }

  mutating func learn(mail result: Result<String?, MailerError>) {
    mail = result
    step = .record(ReminderOutcome(result, keys, easing), of: claim)
  }

  mutating func learn(record response: Result<RecordResponse, ServiceFailure>) {
    guard let mail, case .record(let outcome, _) = step else { return }
    let fault: RecordFault? =
      switch response {
      case .success(.recorded): nil
      case .success(.refused(let record)):
        claim.wrote(record, outcome.state) ? nil : .claimIsGone
      case .failure(let failure): .service(failure)
      }
    step = .end(.sent(mail, notRecorded: fault))
  }
}

/// How an attempt to remind a recipient ended.
indirect enum AttemptResult: Sendable {
  /// Nothing was sent, because the ledger says so.
  case held(Standing)
  /// Nothing was sent, because the claim failed.
  case notClaimed(ServiceFailure)
  /// The mailer was asked; what it said, and why that is not in the ledger.
  case sent(Result<String?, MailerError>, notRecorded: RecordFault?)
}

/// Why the outcome of a mail does not stand in the ledger. The item stays claimed: nobody is mailed
/// again in this period.
public enum RecordFault: Error, Sendable, Equatable {
  /// The ledger failed.
  case service(ServiceFailure)
  /// The claim was deleted or overwritten.
  case claimIsGone
}

extension ReminderOutcome {
  fileprivate init(
    _ result: Result<String?, MailerError>, _ keys: [LedgerKey: KeyHistory], _ easing: Easing?
  ) {
    self =
      switch result {
      case .success(let id): .sent(messageID: id, keys: keys, easing: easing)
      case .failure(.unknown): .unknown
      case .failure(.rejected), .failure(.blocked), .failure(.outOfTime): .failed
      }
  }
}
