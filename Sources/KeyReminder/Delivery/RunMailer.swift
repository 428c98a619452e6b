// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

/// Sends the mails about a run, which are not reminders.
struct RunMailer {
  let mailer: any Mailer
  let ledger: LedgerUse?
  let now: Timestamp

  /// Sends a mail; with a ledger once for the run's tick, however often the run is repeated.
  ///
  /// - Parameter account: what it is about, if it is about one account alone.
  func sendOnce(
    _ mail: Mail, as kind: MailKind, to recipients: [EmailAddress], about account: AccountID? = nil
  ) async -> AttemptResult {
    guard let ledger else { return .sent(await send(mail, as: kind), notRecorded: nil) }
    do throws(ServiceFailure) {
      let attempt = try ledger.attempt(to: recipients, about: account, at: now)
      return await ledger.ledger.perform(attempt) { await send(mail, as: kind) }
    } catch {
      return .notClaimed(error)
    }
  }

  /// Sends a mail, whatever was sent before.
  func send(_ mail: Mail, as kind: MailKind) async -> Result<String?, MailerError> {
    do throws(MailerError) {
      return .success(try await mailer.send(.written(mail), as: kind, urgency: nil))
    } catch {
      return .failure(error)
    }
  }
}

extension Audit {
  func runMailer(at now: Timestamp) -> RunMailer {
    RunMailer(mailer: mailer, ledger: ledger, now: now)
  }
}
