// SPDX-License-Identifier: Apache-2.0

/// What a run tells while it goes on.
public enum RunEvent: Sendable, Equatable {
  /// A step failed, for one user or for the run.
  case failure(Failure)
  /// What is worth a look, and keeps nobody from being mailed.
  case warning(Warning)
}
