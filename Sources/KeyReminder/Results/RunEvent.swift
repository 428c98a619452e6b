// SPDX-License-Identifier: Apache-2.0

/// What a run tells while it goes on.
public enum RunEvent: Sendable, Equatable {
  /// Something could not be done.
  case failure(Failure)
  /// Something optional could not be done or is not known.
  case warning(Warning)
}
