// SPDX-License-Identifier: Apache-2.0
public import UTC

/// Time as a parameter: the date, the time that has passed, and a way to wait.
public protocol Timekeeper: Sendable {
  /// The wall clock (UTC). It may jump. It dates signatures and the ages of keys.
  var now: Timestamp { get }
  /// Time since an arbitrary start, never going back. It measures waits and deadlines.
  var uptime: Duration { get }
  /// Waits for `duration`; returns early, without an error, when the task is cancelled.
  func sleep(for duration: Duration) async
}
