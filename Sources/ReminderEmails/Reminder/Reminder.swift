// SPDX-License-Identifier: Apache-2.0
import Identifiers
import KeyReminder
import UTC

/// What one person must know: the keys to replace, of one user or of several that share the address.
struct Reminder: Sendable, Equatable {
  /// Who gets it.
  let recipient: EmailAddress
  /// Whose keys it is about, in the directory's order; never empty.
  let owners: [ReminderOwner]

  /// Creates a reminder.
  init(recipient: EmailAddress, owners: [ReminderOwner]) {
    self.recipient = recipient
    self.owners = owners
  }

  /// All keys, owner by owner.
  var keys: [ListedKey] { owners.flatMap(\.keys) }
}

/// A user with stale keys, as the mail tells of them.
struct ReminderOwner: Sendable, Equatable {
  /// The user's name.
  let userName: String
  /// Why the mail goes where it goes.
  let addressSource: ContactSource
  /// The keys, oldest first; never empty.
  let keys: [ListedKey]
  /// What the user has beside them, oldest first.
  let otherKeys: [SecondKey]

  /// Creates an owner.
  init(
    userName: String, addressSource: ContactSource, keys: [ListedKey], otherKeys: [SecondKey] = []
  ) {
    self.userName = userName
    self.addressSource = addressSource
    self.keys = keys
    self.otherKeys = otherKeys
  }
}

/// Where an owner's address comes from.
enum ContactSource: Sendable, Equatable {
  /// The user's tag of this name.
  case tag(String)
  /// The user's name is an address.
  case userName
  /// The user's name and this domain, which is the organisation's rule.
  case domain(String)
}

/// A stale key as a mail shows it. Its texts come from outside: whatever they are, they change no markup.
struct ListedKey: Sendable, Equatable {
  /// The key's id.
  let id: String
  /// When it was made.
  let created: Timestamp
  /// Its age in whole days.
  let ageDays: Int
  /// What the owner wrote about it.
  var description: String?
  /// When and where it was last used.
  var use: KeyUse = .unknown
}

/// A key that its owner has beside a stale one, as a mail shows it.
struct SecondKey: Sendable, Equatable {
  /// The key's id.
  let id: String
  /// Whether it works.
  let status: KeyStatus
  /// Its age in whole days; `nil` when that is not known.
  let ageDays: Int?

  /// Whether programs can switch to it from `key`.
  func succeeds(_ key: ListedKey) -> Bool {
    status == .active && ageDays.map { $0 < key.ageDays } == true
  }

  /// Whether nothing can use it as it is.
  var isOutOfUse: Bool { status == .inactive || status == .expired }
}
