// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// What a scan saw of an account's users and keys, as far as a ledger needs it to say that a key was
/// retired: gone or inactive.
///
/// It holds fingerprints, because it is kept for every user: those of 5,000 take a third of a
/// megabyte.
public struct KeySightings: Sendable, Equatable {
  /// Whether the list of users was read to its end, and there was time for everybody in it. If not,
  /// nothing can be said about any key.
  public internal(set) var isWhole: Bool
  /// Whether a user who is not in the list does not exist.
  public internal(set) var listsEverybody: Bool
  /// Keys that are active, or perhaps are.
  public internal(set) var active: Set<Fingerprint>
  /// Users whose keys were read.
  public internal(set) var read: Set<Fingerprint>
  /// Users whose keys were not read: they were left out, or reading failed.
  public internal(set) var unread: Set<Fingerprint>
  /// The users of stale keys.
  public internal(set) var owners: [AccessKeyID: PrincipalID]

  package init(
    isWhole: Bool = true, listsEverybody: Bool = true, active: Set<Fingerprint> = [],
    read: Set<Fingerprint> = [], unread: Set<Fingerprint> = [],
    owners: [AccessKeyID: PrincipalID] = [:]
  ) {
    self.isWhole = isWhole
    self.listsEverybody = listsEverybody
    self.active = active
    self.read = read
    self.unread = unread
    self.owners = owners
  }

  /// Whether a key that `owner` had is surely gone or inactive. Whatever is not known is not retired:
  /// the keys of users who were left out may well be in use.
  func isRetired(_ key: AccessKeyID, of owner: PrincipalID) -> Bool {
    guard isWhole, !active.contains(Fingerprint(key)) else { return false }
    let user = Fingerprint(owner)
    return !unread.contains(user) && (read.contains(user) || listsEverybody)
  }

  /// Takes the keys of these users for unread.
  mutating func forget(_ users: some Sequence<PrincipalID>) {
    for user in users.map({ Fingerprint($0) }) {
      read.remove(user)
      unread.insert(user)
    }
  }
}

/// 64 bits in place of an identifier: the FNV-1a hash of its text. Two that are alike by chance make a
/// key count as active, never as retired.
public struct Fingerprint: Sendable, Hashable {
  /// The bits.
  public let bits: UInt64

  package init(bits: UInt64) { self.bits = bits }

  init(_ identifier: some LosslessStringConvertible) {
    bits = identifier.description.utf8.reduce(0xcbf2_9ce4_8422_2325) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
  }
}

/// Collects sightings, in any order.
struct SightingCollector {
  private var sightings: KeySightings
  /// How many of the users with a fingerprint were not read; one, but for a service that gives two
  /// users the same id.
  private var unread: [Fingerprint: Int] = [:]

  init(listsEverybody: Bool) { sightings = KeySightings(listsEverybody: listsEverybody) }

  /// A user who was listed. Who has no id may be anybody.
  mutating func enter(_ user: User) {
    guard let id = user.id else {
      sightings.listsEverybody = false
      return
    }
    unread[Fingerprint(id), default: 0] += 1
  }

  /// The keys of a user, of which these are stale.
  mutating func record(_ keys: [AccessKey], stale: [StaleKey], of user: PrincipalID?) {
    for key in keys where key.status == .active || key.status == .unknown {
      sightings.active.insert(Fingerprint(key.id))
    }
    guard let user else { return }
    unread[Fingerprint(user)]? -= 1
    for key in stale { sightings.owners[key.id] = user }
  }

  /// The list of users was not read to its end, or there was no time for a user in it.
  mutating func cutOff() { sightings.isWhole = false }

  consuming func finished() -> KeySightings {
    for (user, count) in unread {
      if count > 0 { sightings.unread.insert(user) } else { sightings.read.insert(user) }
    }
    return sightings
  }
}
