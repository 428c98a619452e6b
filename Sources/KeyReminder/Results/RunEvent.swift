// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// What a run reports while it goes on.
public enum RunEvent: Sendable, Equatable {
  /// A step failed, for one user or for the run.
  case failure(Failure)
  /// What is worth a look but keeps nobody from being mailed.
  case warning(Warning)
  /// An owner of stale keys has no usable address.
  case unreachable(UserID, UnreachableReason)
  /// A mail has an outcome.
  case mail(MailRecord)
}
