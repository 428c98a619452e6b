// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// What was asked about one owner of stale keys, as it came back; nothing is decided by it yet.
public struct OwnerFacts: Sendable, Equatable, Codable {
  /// The owner, as the scan found them.
  public let owner: StaleOwner
  /// The owner's tags.
  public internal(set) var tags = Lookup<[UserTag]>.notNeeded
  /// The last use of each key that was asked about.
  public internal(set) var uses: [AccessKeyID: Lookup<KeyUse>] = [:]
  /// The owner's keys, read again after a last use was denied: the directory also denies what is asked about
  /// a key that is gone.
  public internal(set) var keysNow = Lookup<[AccessKey]>.notNeeded
}

/// What asking for one thing brought.
public enum Lookup<Value: Sendable & Equatable & Codable>: Sendable, Equatable, Codable {
  /// Nothing: it was not asked for.
  case notNeeded
  /// The thing.
  case read(Value)
  /// Nothing, for this reason.
  case failed(DirectoryError)
}
