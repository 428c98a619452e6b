// SPDX-License-Identifier: Apache-2.0

/// Reports a run to the admins.
struct AdminReporter {
  let mailer: any Mailer
  let composer: Composer
  let rules: SendingRules

  /// Sends the report, or only writes it in a dry run; `nil` if there is no admin.
  func run(_ result: RunResult) async -> AdminDelivery? {
    guard !rules.admins.isEmpty else { return nil }
    let mail = composer.adminReport(result, rules.admins)
    func delivery(
      _ outcome: DeliveryOutcome, messageID: String? = nil, failure: Failure? = nil
    ) -> AdminDelivery {
      let record = MailRecord(
        kind: .adminReport, recipients: rules.admins, outcome: outcome, messageID: messageID)
      return AdminDelivery(record: record, mail: mail, failure: failure)
    }
    guard !rules.dryRun else { return delivery(.dryRun) }
    do throws(MailerError) {
      let messageID = try await mailer.send(.written(mail), as: .adminReport, urgency: nil)
      return delivery(.sent, messageID: messageID)
    } catch {
      let failure = Failure(user: nil, stage: .adminReport, cause: error.cause)
      return delivery(error.outcome, failure: failure)
    }
  }
}

/// What became of the report to the admins.
struct AdminDelivery {
  let record: MailRecord
  let mail: Mail
  let failure: Failure?
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
