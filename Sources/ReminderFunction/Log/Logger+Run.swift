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
  /// - Parameters:
  ///   - redirectedTo: who gets every mail instead of its recipient.
  ///   - namesAccounts: whether several accounts are looked at, so that lines say whose a user is.
  func report(
    _ event: RunEvent, redirectedTo: EmailAddress? = nil, namesAccounts: Bool = false
  ) {
    switch event {
    case .failure(let failure): report(failure, namesAccounts)
    case .warning(let warning): report(warning, namesAccounts)
    case .unreachable(let user, let reason): report(user, reason, namesAccounts)
    case .mail(let mail):
      report(mail, redirectedTo: redirectedTo, namesAccounts: namesAccounts)
    }
  }

  private func report(_ failure: Failure, _ namesAccounts: Bool) {
    var fields: Metadata = [
      "stage": "\(failure.stage.rawValue)", "code": "\(failure.code)",
      "reason": "\(failure.message)",
    ]
    fields.name(
      failure.user, in: namesAccounts ? failure.account?.id ?? failure.user?.account : nil)
    if let name = failure.account?.name { fields["accountName"] = "\(name)" }
    let isAboutTheRun = failure.user == nil && failure.account == nil
    log(level: isAboutTheRun ? .error : .warning, "\(failure.title)", metadata: fields)
  }

  private func report(_ warning: KeyReminder.Warning, _ namesAccounts: Bool) {
    var fields: Metadata = ["reason": "\(warning.message)"]
    fields.name(warning.user, in: namesAccounts ? warning.user?.account : nil)
    self.warning("\(warning.title)", metadata: fields)
  }

  private func report(_ user: UserID, _ reason: UnreachableReason, _ namesAccounts: Bool) {
    var fields: Metadata = [
      "code": "\(reason.code)",
      "reason": "\(reason.message(about: user.name))",
    ]
    fields.name(user, in: namesAccounts ? user.account : nil)
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
    if let accounts = result.accounts {
      totals["accountsListed"] = .stringConvertible(accounts.listed)
      totals["accountsScanned"] = .stringConvertible(accounts.scanned)
      totals["accountsSkipped"] = .stringConvertible(accounts.skipped)
      totals["accountsFailed"] = .stringConvertible(accounts.failed)
    }
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

extension Logger.Metadata {
  /// Says whom a line concerns, and in which account; `nil` for nobody and where there is one account.
  fileprivate mutating func name(_ user: UserID?, in account: AccountID?) {
    if let user { self["userName"] = "\(user.name)" }
    if let account { self["accountId"] = "\(account)" }
  }
}
