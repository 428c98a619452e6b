// SPDX-License-Identifier: Apache-2.0
import JSON
import KeyReminder
import UTC

/// The figures of one run, for CloudWatch: the namespace `KeyReminder`, the dimension
/// `FunctionName`.
///
/// Zeros are published, unknown values are left out: a curve must not fall because something could
/// not be read.
struct Metrics: Equatable {
  /// A metric, in CloudWatch's own manner of naming them.
  enum Name: String, CaseIterable {
    /// 1 when every user was checked and every owner mailed who can be reached, else 0.
    case complete = "Complete"
    /// Users whose keys were read, successfully or not.
    case usersChecked = "UsersChecked"
    /// Active keys at or above the threshold.
    case staleKeys = "StaleKeys"
    /// The age of the oldest stale key in whole days; 0 if there is none.
    case oldestKeyDays = "OldestKeyDays"
    /// Mails that were accepted.
    case mailsSent = "MailsSent"
    /// Mails that were certainly not accepted: refused, out of time, or not tried after such a
    /// refusal.
    case mailsFailed = "MailsFailed"
    /// Mails whose response was lost.
    case mailsUnknown = "MailsUnknown"
    /// Mails that were not sent because the recipient was reminded already in this period; only with a
    /// ledger.
    case mailsAlreadyReminded = "MailsAlreadyReminded"
    /// Mails that were not sent because another run perhaps has sent them; only with a ledger.
    case mailsAlreadyTried = "MailsAlreadyTried"
    /// What the ledger refused or could not do: 1 for a run that it kept from mailing anybody, else the
    /// claims, records and items that failed; only with a ledger.
    case ledgerFailures = "LedgerFailures"
    /// The sum of these two, which the alarm watches.
    case mailsNotAccepted = "MailsNotAccepted"
    /// Owners of stale keys without a usable address.
    case ownersUnreachable = "OwnersUnreachable"
    /// Keys that were retired after their owners were reminded; only with a ledger, and not of an account
    /// that was not read to its end. A dry run counts none: a later run does.
    case keysRetired = "KeysRetired"
    /// The median of the days from the first reminder of these keys; only if there are any.
    case medianDaysToRetire = "MedianDaysToRetire"
    /// Accounts that were read to their end; only where several are looked at.
    case accountsScanned = "AccountsScanned"
    /// Accounts that were not read to their end, or not found; only where several are looked at.
    case accountsFailed = "AccountsFailed"
    /// 1 if nobody was to be mailed, else 0.
    case dryRun = "DryRun"
    /// Calls that AWS refused because there were too many.
    case throttledCalls = "ThrottledCalls"
    /// How long the run took, in milliseconds.
    case duration = "Duration"

    var unit: String { self == .duration ? "Milliseconds" : "Count" }
  }

  /// The known values.
  let values: [Name: Int]

  /// Takes the figures of a run. A run without a result did nothing.
  ///
  /// - Parameter ledgerFailures: `nil` without a ledger.
  init(
    _ result: RunResult?, dryRun: Bool, ledgerFailures: Int? = nil, throttledCalls: Int,
    duration: Duration
  ) {
    var values: [Name: Int] = [
      .complete: result?.isComplete == true ? 1 : 0,
      .usersChecked: result?.users.checked ?? 0,
      .mailsSent: result?.emails.sent ?? 0,
      .mailsFailed: result?.emails.failed ?? 0,
      .mailsUnknown: result?.emails.unknown ?? 0,
      .mailsNotAccepted: result?.emails.notAccepted ?? 0,
      .dryRun: dryRun ? 1 : 0, .throttledCalls: throttledCalls,
      .duration: Int(duration / .milliseconds(1)),
    ]
    values[.ledgerFailures] = ledgerFailures
    if let held = result?.emails.held {
      values[.mailsAlreadyReminded] = held.alreadyReminded
      values[.mailsAlreadyTried] = held.alreadyTried
    }
    if let result, !result.dryRun, let retired = result.progress?.retired {
      values[.keysRetired] = retired.count
      values[.medianDaysToRetire] = retired.medianDays
    }
    if let accounts = result?.accounts {
      values[.accountsScanned] = accounts.scanned
      values[.accountsFailed] = accounts.failed
    }
    if let result, result.isAboutEveryUser {
      values[.staleKeys] = result.keys.stale
      values[.oldestKeyDays] = result.keys.oldestDays
      values[.ownersUnreachable] = result.unreachableOwners
    }
    self.values = values
  }

  /// The line of the log from which CloudWatch makes metrics.
  ///
  /// - Parameters:
  ///   - functionARN: the function's ARN, whose name is the metrics' dimension.
  ///   - version: the version of the program, a field that is no metric.
  ///   - now: when the values were measured.
  func line(
    of functionARN: String?, requestID: String, version: String, at now: Timestamp
  ) -> String {
    let document = MetricDocument(
      values: values, functionName: functionName(in: functionARN) ?? "unknown",
      requestID: requestID, version: version, now: now)
    return document.json.text
  }
}

extension RunResult {
  /// Whether the list of users was read to its end, and there was time for everybody in it.
  fileprivate var isAboutEveryUser: Bool {
    let isCut = failures.contains {
      $0.user == nil && ($0.stage == .listUsers || $0.stage == .deadline)
    }
    return !isCut && accounts?.failed ?? 0 == 0 && users.listed == users.checked + users.skipped
  }
}
