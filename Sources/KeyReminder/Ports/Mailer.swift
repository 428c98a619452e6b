// SPDX-License-Identifier: Apache-2.0

/// Sends one mail to one person.
public protocol Mailer: Sendable {
  /// What may be sent now. Whoever sends afterwards is not faster than allowed.
  func limits() async throws(ServiceFailure) -> SendingLimits
  /// Sends `message` once.
  ///
  /// - Returns: the id the mail got, if one is known.
  func send(_ message: Message, as kind: MailKind) async throws(MailerError) -> String?
}

/// What a mail is for, which says how long it may take.
public enum MailKind: Sendable {
  /// Leaves time for the report.
  case reminder
  /// The last mail of a run.
  case adminReport
}

/// Why a mail did not leave, or may have left.
public enum MailerError: Error, Sendable, Equatable {
  /// This mail was not accepted; another may be.
  case rejected(ServiceFailure)
  /// No mail will be accepted now: sending must stop.
  case blocked(ServiceFailure)
  /// The response was lost: the mail may have left, and must not be sent again.
  case unknown(ServiceFailure)
  /// The invocation's time was over before the mail was handed over. `after` says what the service refused
  /// with until then; `nil` when it refused nothing.
  case outOfTime(after: ServiceFailure? = nil)
}
