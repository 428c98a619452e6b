// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import KeyReminder
import Logging

// What a run tells the log: constant texts that say which step failed, and the values as fields.
extension Logger {
  /// One line for each event: what failed for the whole run as an error, the rest as a warning.
  func report(_ event: RunEvent) {
    switch event {
    case .failure(let failure): report(failure)
    case .warning(let warning): report(warning)
    }
  }

  private func report(_ failure: Failure) {
    var fields: Metadata = [
      "stage": "\(failure.stage.rawValue)", "code": "\(failure.code)",
      "reason": "\(failure.message)",
    ]
    if let user = failure.user { fields["userName"] = "\(user.name)" }
    log(level: failure.user == nil ? .error : .warning, failure.event, metadata: fields)
  }

  private func report(_ warning: KeyReminder.Warning) {
    var fields: Metadata = ["reason": "\(warning.message)"]
    if case .invalidAddress(_, _, let user) = warning { fields["userName"] = "\(user.name)" }
    self.warning(warning.event, metadata: fields)
  }

  /// The one line that sums a run up.
  func sumUp(_ result: RunResult, duration: Duration) {
    info(
      "The run has ended.",
      metadata: [
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
        "failures": .stringConvertible(result.failures.count),
        "warnings": .stringConvertible(result.warnings.count),
        "durationMs": .stringConvertible(Int(duration / .milliseconds(1))),
      ])
  }
}

extension Failure {
  /// Which step failed.
  fileprivate var event: Logger.Message {
    switch (stage, cause) {
    case (_, .unreadableAge): "The age of an access key is unknown"
    case (_, .sharedKey): "Several users have the same access key"
    case (_, .tooManyEmails): "Too many reminders are due"
    case (.listUsers, _): "Listing users failed"
    case (.listAccessKeys, _): "Listing access keys failed"
    case (.listUserTags, _): "Reading tags failed"
    case (.address, _): "Owner has no usable address"
    case (.sendEmail, _): "Sending the reminder failed"
    case (.adminReport, _): "Sending the admin report failed"
    case (.deadline, _): "Deadline exceeded"
    }
  }
}

extension KeyReminder.Warning {
  /// What is worth a look.
  fileprivate var event: Logger.Message {
    switch self {
    case .unknownAccount: "The account is unknown"
    case .invalidAddress: "A tag is not an e-mail address"
    case .unknownUses: "The last use of some keys is unknown"
    case .unknownRootKeys: "Whether the root user has access keys is unknown"
    case .unknownSendingLimits: "The sending limits are unknown"
    case .sendingSandbox: "SES is in its sandbox"
    case .sendingPaused: "Sending is paused"
    case .sendingEnforcement: "SES watches the account's sending"
    case .sendingQuota: "The sending quota does not suffice"
    }
  }
}
