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

  /// The accounts of the owners, that with the oldest key first.
  var accounts: [AccountID?] {
    var oldest: [AccountID?: Int] = [:]
    for owner in owners {
      let age = owner.keys.map(\.ageDays).max() ?? 0
      oldest[owner.account] = max(age, oldest[owner.account] ?? 0)
    }
    return oldest.keys.sorted { one, other in
      let (first, second) = (oldest[one] ?? 0, oldest[other] ?? 0)
      return first == second ? one?.description ?? "" < other?.description ?? "" : first > second
    }
  }

  /// The part about one account.
  func part(of account: AccountID?) -> Reminder {
    Reminder(
      recipient: recipient, owners: owners.filter { $0.account == account }, details: details)
  }
}
