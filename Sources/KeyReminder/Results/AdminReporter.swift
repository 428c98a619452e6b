// SPDX-License-Identifier: Apache-2.0

/// Reports a run to the admins.
struct AdminReporter {
  let mailer: any Mailer
  let composer: Composer
  let rules: SendingRules

  /// Sends the report, or only writes it in a dry run; `nil` if there is no admin.
  func run(
    _ result: RunResult
  ) async -> (outcome: DeliveryOutcome, mail: Mail, failure: Failure?)? {
    guard let admin = rules.admin else { return nil }
    let mail = composer.adminReport(result, admin)
    guard !rules.dryRun else { return (.dryRun, mail, nil) }
    do throws(MailerError) {
      _ = try await mailer.send(.written(mail), as: .adminReport)
      return (.sent, mail, nil)
    } catch {
      let failure = Failure(user: nil, stage: .adminReport, cause: error.cause)
      return (error.outcome, mail, failure)
    }
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
