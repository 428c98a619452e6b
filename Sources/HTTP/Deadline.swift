// SPDX-License-Identifier: Apache-2.0

/// The moment by which work must be done, on the clock that cannot jump.
///
/// A deadline is handed down as it is, to the code that waits. When several apply, the earliest one
/// says whose time ran out.
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
