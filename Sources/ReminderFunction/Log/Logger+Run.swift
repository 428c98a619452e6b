// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import KeyReminder
import Logging

// What a run logs: constant texts that say which step failed, with the values as fields.
extension Logger {
  /// Logs an event in one line: a failure is an error if it concerns the whole run, and a warning
  /// otherwise.
  ///
  /// - Parameter redirectedTo: who gets every mail instead of its recipient.
  func report(_ event: RunEvent, redirectedTo: EmailAddress? = nil) {
    switch event {
    case .failure(let failure): report(failure)
    case .warning(let warning): report(warning)
    case .unreachable(let user, let reason): report(user, reason)
    case .mail(let mail): report(mail, redirectedTo: redirectedTo)
    }
  }

  private func report(_ failure: Failure) {
    var fields: Metadata = [
      "stage": "\(failure.stage.rawValue)", "code": "\(failure.code)",
      "reason": "\(failure.message)",
    ]
    if let user = failure.user { fields["userName"] = "\(user.name)" }
    log(level: failure.user == nil ? .error : .warning, "\(failure.title)", metadata: fields)
  }

  private func report(_ warning: KeyReminder.Warning) {
    var fields: Metadata = ["reason": "\(warning.message)"]
    if let user = warning.user { fields["userName"] = "\(user.name)" }
    self.warning("\(warning.title)", metadata: fields)
  }

  private func report(_ user: UserID, _ reason: UnreachableReason) {
    let fields: Metadata = [
      "userName": "\(user.name)", "code": "\(reason.code)",
      "reason": "\(reason.message(about: user.name))",
    ]
    warning("\(UnreachableReason.title)", metadata: fields)
  }

  /// Logs the totals of a run in one line.
  func sumUp(_ result: RunResult, duration: Duration) {
    var totals: Metadata = [
      "complete": .stringConvertible(result.isComplete),
      "dryRun": .stringConvertible(result.dryRun),
      "usersListed": .stringConvertible(result.users.listed),
      "usersChecked": .stringConvertible(result.users.checked),
      "usersSkipped": .stringConvertible(result.users.skipped),
      "keysStale": .stringConvertible(result.keys.stale),
      "keysUnreadable": .stringConvertible(result.keys.unreadable),
      "emailsSent": .stringConvertible(result.emails.sent),
      "emailsFailed": .stringConvertible(result.emails.failed),
      "emailsUnknown": .stringConvertible(result.emails.unknown),
      "ownersUnreachable": .stringConvertible(result.unreachableOwners),
      "failures": .stringConvertible(result.failures.count),
      "warnings": .stringConvertible(result.warnings.count),
      "durationMs": .stringConvertible(Int(duration / .milliseconds(1))),
    ]
    if let held = result.emails.held {
      totals["emailsAlreadyReminded"] = .stringConvertible(held.alreadyReminded)
      totals["emailsAlreadyTried"] = .stringConvertible(held.alreadyTried)
    }
    if let progress = result.progress {
      totals["keysNew"] = .stringConvertible(progress.new)
      totals["keysIgnored"] = .stringConvertible(progress.ignored)
      totals["keysRetired"] = progress.retired.map { .stringConvertible($0.count) }
      totals["medianDaysToRetire"] = progress.retired?.medianDays.map { .stringConvertible($0) }
    }
    info("The run has ended.", metadata: totals)
  }
}
