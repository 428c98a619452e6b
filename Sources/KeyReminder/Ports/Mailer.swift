// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// Sends one mail to one person.
public protocol Mailer: Sendable {
  /// Reads what may be sent now. From then on, mails are not sent faster than allowed.
  func limits() async throws(ServiceFailure) -> SendingLimits
  /// Reads to which of `addresses` the mail service does not deliver, although it accepts their
  /// mails.
  func suppressions(of addresses: [EmailAddress]) async -> Suppressions
  /// Sends `message` once.
  ///
  /// - Parameter urgency: how urgent a reminder is; `nil` for anything else.
  /// - Returns: the id that the mail service gave the mail, if known.
  func send(
    _ message: Message, as kind: MailKind, urgency: Urgency?
  ) async throws(MailerError) -> String?
}

/// What a mail is for. This decides how long it may take.
public enum MailKind: String, Sendable {
  /// Leaves time for the report.
  case reminder
  /// The last mail of a run.
  case adminReport
  /// Tells an account's own address of owners whom nobody can reach.
  case accountNotice
}

/// Why a mail was not sent, or may have been.
public enum MailerError: Error, Sendable, Equatable {
  /// This mail was not accepted; another may be.
  case rejected(ServiceFailure)
  /// No mail will be accepted now: sending must stop.
  case blocked(ServiceFailure)
  /// The response was lost: the mail may have been sent, and must not be sent again.
  case unknown(ServiceFailure)
  /// The deadline passed before the mail was sent; `after` is the refusal that lasted until then,
  /// if any.
  case outOfTime(after: ServiceFailure? = nil)
}
