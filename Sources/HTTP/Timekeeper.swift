// SPDX-License-Identifier: Apache-2.0
public import UTC

/// Time as a parameter: what the clock on the wall says, how much time passed, and a way to wait.
public protocol Timekeeper: Sendable {
  /// The wall clock (UTC). It may jump; it dates signatures and key ages.
  var now: Timestamp { get }
  /// Time since an arbitrary start, never going back. It measures waits and deadlines.
  var uptime: Duration { get }
  /// Waits for `duration`; returns early, without an error, when the task is cancelled.
  func sleep(for duration: Duration) async
}

/// The moment by which work must be done, on the clock that cannot jump.
///
/// It is handed down as it is, to whoever waits last. Which of two comes first tells whose time ran out.
public struct Deadline: Sendable, Hashable {
  /// What the ``Timekeeper``'s uptime is at that moment.
  public let uptime: Duration

  /// A deadline `duration` from now.
  public init(in duration: Duration, by time: some Timekeeper) {
    uptime = time.uptime + duration
  }

  private init(uptime: Duration) { self.uptime = uptime }

  /// The deadline that comes earlier by `duration`.
  public static func - (deadline: Deadline, duration: Duration) -> Deadline {
    Deadline(uptime: deadline.uptime - duration)
  }

  /// The time left; negative when the deadline has passed.
  public func remaining(by time: some Timekeeper) -> Duration { uptime - time.uptime }

  /// Whether there is no time left.
  public func hasPassed(by time: some Timekeeper) -> Bool { time.uptime >= uptime }
}

extension Deadline: Comparable {
  /// Whether one deadline comes before another.
  public static func < (one: Deadline, other: Deadline) -> Bool { one.uptime < other.uptime }
}
