// SPDX-License-Identifier: Apache-2.0

/// How many requests were sent. The difference of two snapshots is what one invocation sent.
public struct CallCounts: Sendable, Equatable {
  /// Requests sent, repetitions included.
  public var calls = 0
  /// Those of them that the service refused as too many.
  public var throttled = 0
  /// Those of them that repeated another one.
  public var retries = 0

  /// Counts that are zero.
  public init() {}

  /// The requests since `earlier`.
  public static func - (later: CallCounts, earlier: CallCounts) -> CallCounts {
    var difference = later
    difference.calls -= earlier.calls
    difference.throttled -= earlier.throttled
    difference.retries -= earlier.retries
    return difference
  }
}
