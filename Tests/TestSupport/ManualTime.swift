// SPDX-License-Identifier: Apache-2.0
public import HTTP
import Synchronization
public import UTC

/// A clock that moves when the test says so. A sleep moves it forward and returns at once.
public final class ManualTime: Timekeeper {
  private struct State {
    var now: Timestamp
    var uptime = Duration.zero
    var sleeps: [Duration] = []
  }

  private let state: Mutex<State>

  /// A clock that shows `now`.
  public init(_ now: Timestamp = Timestamp(secondsSince1970: 1_770_000_000)) {
    state = Mutex(State(now: now))
  }

  /// The wall clock.
  public var now: Timestamp { state.withLock { $0.now } }

  /// Time since the clock was made.
  public var uptime: Duration { state.withLock { $0.uptime } }

  /// How long was slept, each time.
  public var sleeps: [Duration] { state.withLock { $0.sleeps } }

  /// Moves on at once.
  public func sleep(for duration: Duration) async {
    state.withLock { $0.sleeps.append(duration) }
    advance(by: duration)
  }

  /// Lets time pass on both clocks.
  public func advance(by duration: Duration) {
    state.withLock {
      $0.uptime += duration
      $0.now = $0.now + duration
    }
  }

  /// Sets the wall clock alone.
  public func set(_ now: Timestamp) { state.withLock { $0.now = now } }
}
