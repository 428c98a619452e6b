// SPDX-License-Identifier: Apache-2.0
import KeyReminder
import UTC

/// Whether a new key can be created beside a stale one. AWS allows two keys per user, whatever
/// their status.
enum KeySlot: Sendable {
  /// It can, or no new key is needed.
  case free
  /// A key that is not due must go first.
  case takenBy(SecondKey)
  /// Another stale key must go first, which nothing uses.
  case takenByUnused(ListedKey)
  /// Another stale key must go first, which is in use as well.
  case takenByUsed(ListedKey, Precedence)
  /// This key must go first, and the other one of its owner is rotated then.
  case goesFirst(Precedence)

  /// Why one of two keys goes first, by what is known of them.
  enum Precedence: Sendable {
    case usedLongerAgo
    case older
  }

  init(for key: ListedKey, of owner: ReminderOwner) {
    let unused =
      owner.keys.filter { $0.advice == .delete } + owner.keys.filter { $0.advice == .deactivate }
    if key.advice != .rotate {
      self = .free
    } else if let other = owner.otherKeys.first(where: \.isUnusable) {
      self = .takenBy(other)
    } else if let key = unused.first {
      self = .takenByUnused(key)
    } else if let (first, reason) = Self.firstToGo(of: owner.keys) {
      self = first.id == key.id ? .goesFirst(reason) : .takenByUsed(first, reason)
    } else {
      self = owner.otherKeys.first.map { .takenBy($0) } ?? .free
    }
  }

  /// Of several keys in use, the one that was used the longest ago, if that is known of all; else
  /// the oldest.
  private static func firstToGo(of keys: [ListedKey]) -> (ListedKey, Precedence)? {
    guard keys.count > 1, let oldest = keys.first else { return nil }
    let uses = keys.compactMap { key in
      if case .at(let moment, _, _) = key.use { (key: key, moment: moment) } else { nil }
    }
    guard uses.count == keys.count, let first = uses.min(by: { $0.moment < $1.moment }),
      uses.contains(where: { $0.moment > first.moment })
    else { return (oldest, .older) }
    return (first.key, .usedLongerAgo)
  }
}

extension KeySlot {
  /// Whether a key must go before the stale one can be rotated.
  var isTaken: Bool {
    switch self {
    case .free, .goesFirst: false
    case .takenBy, .takenByUnused, .takenByUsed: true
    }
  }

  var goesFirst: Bool {
    if case .goesFirst = self { true } else { false }
  }
}
