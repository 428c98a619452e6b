// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// Writes the mails of a run. The domain itself holds no wording.
public struct Composer: Sendable {
  /// The mail of one group.
  public let reminder: @Sendable (RecipientGroup, ReminderDetails) -> Message
  /// The mail that reports a run to the admins.
  public let adminReport: @Sendable (RunResult, [EmailAddress]) -> Mail
  /// The mail to the own address of an account.
  public let accountNotice: @Sendable (AccountNotice) -> Mail

  /// Creates a composer of its functions.
  public init(
    reminder: @escaping @Sendable (RecipientGroup, ReminderDetails) -> Message,
    adminReport: @escaping @Sendable (RunResult, [EmailAddress]) -> Mail,
    accountNotice: @escaping @Sendable (AccountNotice) -> Mail
  ) {
    self.reminder = reminder
    self.adminReport = adminReport
    self.accountNotice = accountNotice
  }
}
