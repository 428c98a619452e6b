// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// What was asked about one owner of stale keys, as it came back; nothing is decided by it yet.
public struct OwnerFacts: Sendable, Equatable {
  /// The owner, as the scan found them.
  public let owner: StaleOwner
  /// The owner's tags.
  public internal(set) var tags = Lookup<[UserTag]>.notNeeded
  /// The last use of each key that was asked about.
  public internal(set) var uses: [AccessKeyID: Lookup<KeyUse>] = [:]
  /// The owner's keys, read again after a last use was denied: the directory also denies what is asked about
  /// a key that is gone.
  public internal(set) var keysNow = Lookup<[AccessKey]>.notNeeded

  package init(
    owner: StaleOwner, tags: Lookup<[UserTag]> = .notNeeded,
    uses: [AccessKeyID: Lookup<KeyUse>] = [:], keysNow: Lookup<[AccessKey]> = .notNeeded
  ) {
    self.owner = owner
    self.tags = tags
    self.uses = uses
    self.keysNow = keysNow
  }
}

/// What asking for one thing brought.
public enum Lookup<Value: Sendable & Equatable>: Sendable, Equatable {
  /// Nothing: it was not asked for.
  case notNeeded
  /// The thing.
  case read(Value)
  /// Nothing, for this reason.
  case failed(DirectoryError)
}
