// SPDX-License-Identifier: Apache-2.0
import Identifiers
import KeyReminder

/// What a reminder shows of a recipient group.
///
/// Names, ids and tags are texts here. Whatever they hold, they change neither markup nor commands.
struct Reminder: Sendable {
  /// Who gets the mail.
  let recipient: EmailAddress
  /// Whose keys it is about, in the directory's order. Never empty.
  let owners: [ReminderOwner]
  /// What it says beside its keys.
  var details = ReminderDetails()

  /// The owner, unless there are several.
  var onlyOwner: ReminderOwner? {
    owners.count == 1 ? owners.first : nil
  }
}
