// SPDX-License-Identifier: Apache-2.0

extension Ledger {
  /// Does what `attempt` says, to its end; `send` hands the mail over.
  func perform(
    _ attempt: ReminderAttempt, _ send: () async -> Result<String?, MailerError>
  ) async -> AttemptResult {
    var attempt = attempt
    while true {
      switch attempt.step {
      case .claim(let claim): attempt.learn(claim: await result(of: claim))
      case .send: attempt.learn(mail: await send())
      case .record(let outcome, let claim):
        attempt.learn(record: await result(of: outcome, claim))
      case .end(let result): return result
      }
    }
  }

  private func result(of claim: Claim) async -> Result<ClaimResponse, ServiceFailure> {
    do throws(ServiceFailure) {
      return .success(try await self.claim(claim))
    } catch {
      return .failure(error)
    }
  }

  private func result(
    of outcome: ReminderOutcome, _ claim: Claim
  ) async -> Result<RecordResponse, ServiceFailure> {
    do throws(ServiceFailure) {
      return .success(try await record(outcome, of: claim))
    } catch {
      return .failure(error)
    }
  }
}
