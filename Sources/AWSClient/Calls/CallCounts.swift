// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

/// How many requests a session has sent. The difference of two snapshots tells of one invocation.
public struct CallCounts: Sendable, Equatable {
  /// Requests sent, repetitions included.
  public var calls = 0
  /// Those of them that the service answered with "you ask too often".
  public var throttled = 0
  /// Those of them that repeated another.
  public var retries = 0

  /// Nothing yet.
  public init() {}

  /// What was added since `earlier`.
  public static func - (later: CallCounts, earlier: CallCounts) -> CallCounts {
    var difference = later
    difference.calls -= earlier.calls
    difference.throttled -= earlier.throttled
    difference.retries -= earlier.retries
    return difference
  }
}

/// Where all clients of a session count.
final class CallCounter: Sendable {
  private let counts = Mutex(CallCounts())

  var snapshot: CallCounts { counts.withLock { $0 } }

  func add(_ change: (inout CallCounts) -> Void) { counts.withLock { change(&$0) } }
}
