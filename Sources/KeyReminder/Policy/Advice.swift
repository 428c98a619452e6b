// SPDX-License-Identifier: Apache-2.0
public import UTC

/// What the owner of a stale key should do with it.
public enum Advice: String, Sendable, CaseIterable {
  /// It was never used: delete it.
  case delete
  /// It was not used for ``unusedDays``: deactivate it, and delete it if nobody complains.
  case deactivate
  /// A newer active key is there already: switch to it, then deactivate this one.
  case switchOver
  /// It is in use, or its last use is unknown: the four steps of a rotation.
  case rotate

  /// After this many days without use a key counts as unused.
  public static let unusedDays = 90

  /// The advice for a key at the moment `now`.
  ///
  /// - Parameter hasSuccessor: whether its owner has a newer key that works.
  public init(use: KeyUse, hasSuccessor: Bool, at now: Timestamp) {
    switch use {
    case .never: self = .delete
    case .at(let use, _, _) where now - use >= .seconds(Self.unusedDays * 86_400):
      self = .deactivate
    case .at, .unknown: self = hasSuccessor ? .switchOver : .rotate
    }
  }
}
