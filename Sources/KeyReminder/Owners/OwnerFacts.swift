// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// What was looked up about one owner of stale keys. Nothing is decided yet.
public struct OwnerFacts: Sendable, Equatable {
  /// The owner, as the scan found them.
  public let owner: StaleOwner
  /// The owner's tags.
  public internal(set) var tags = Lookup<[UserTag]>.notNeeded
  /// The last use of each key for which it was looked up.
  public internal(set) var uses: [AccessKeyID: Lookup<KeyUse>] = [:]
  /// The owner's keys, read again after the last use of one was denied: the directory also denies
  /// the last use of a deleted key.
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

/// The result of looking something up.
public enum Lookup<Value: Sendable & Equatable>: Sendable, Equatable {
  /// It was not looked up.
  case notNeeded
  /// It was read.
  case read(Value)
  /// It could not be read.
  case failed(DirectoryError)
}
