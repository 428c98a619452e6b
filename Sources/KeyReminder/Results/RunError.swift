// SPDX-License-Identifier: Apache-2.0

/// Why a run did not take place: nobody was mailed.
public struct RunError: Error, Sendable, Equatable {
  /// Where it happened.
  public let stage: Failure.Stage
  /// Why.
  public let cause: Failure.Cause
}
