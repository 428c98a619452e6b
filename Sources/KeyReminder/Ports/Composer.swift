// SPDX-License-Identifier: Apache-2.0

/// Writes the mails of a run, of whose words the domain knows nothing.
public struct Composer: Sendable {
  /// The mail of one reminder.
  public let reminder: @Sendable (Reminder) -> Message
  /// The mail that reports a run to an admin.
  public let adminReport: @Sendable (AdminReport, EmailAddress) -> Mail

  /// Creates a composer of two functions.
  public init(
    reminder: @escaping @Sendable (Reminder) -> Message,
    adminReport: @escaping @Sendable (AdminReport, EmailAddress) -> Mail
  ) {
    self.reminder = reminder
    self.adminReport = adminReport
  }
}
