// SPDX-License-Identifier: Apache-2.0
public import Identifiers
public import UTC

/// An access key as the ledger names it: `123456789012/AKIA…`.
public struct LedgerKey: Sendable, Hashable, LosslessStringConvertible {
  /// The account; `nil` when it was not known.
  public let account: AccountID?
  /// The key.
  public let id: AccessKeyID

  /// Names a key.
  public init(account: AccountID?, id: AccessKeyID) {
    self.account = account
    self.id = id
  }

  /// Reads a name; `nil` when `text` is not one.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let id = AccessKeyID(String(parts[1])) else { return nil }
    guard let account = AccountID(parts[0]) else {
      guard parts[0] == Self.unknown else { return nil }
      self.init(account: nil, id: id)
      return
    }
    self.init(account: account, id: id)
  }

  /// The account, or `unknown`, a slash, and the key.
  public var description: String { "\(account?.description ?? Self.unknown)/\(id)" }

  private static let unknown = "unknown"
}

extension ResolvedOwner {
  /// The stale keys.
  var ledgerKeys: [LedgerKey] { keys.map { LedgerKey(account: user.account, id: $0.key.id) } }
}

/// How often the owner of a key was surely reminded of it.
public struct KeyHistory: Sendable, Equatable {
  /// How often; 1 or more.
  public let times: Int
  /// When for the first time.
  public let first: Timestamp
  /// When the key was made.
  public let created: Timestamp
  /// The user whose key it is; `nil` if unknown. A key never changes hands.
  public let owner: PrincipalID?

  /// Creates a history.
  public init(
    times: Int, first: Timestamp, created: Timestamp, owner: PrincipalID? = nil
  ) {
    self.times = times
    self.first = first
    self.created = created
    self.owner = owner
  }
}
