// SPDX-License-Identifier: Apache-2.0
public import HTTP
import Synchronization

/// Keeps mails so far apart that no more of them leave than SES takes in a second.
public final class SendRateLimiter: Sendable {
  private struct State {
    var interval = Duration.zero
    /// When the next mail may leave.
    var free: Duration
  }

  private let time: any Timekeeper
  private let state: Mutex<State>

  /// As fast as possible, until ``set(perSecond:)``.
  public init(by time: any Timekeeper) {
    self.time = time
    state = Mutex(State(free: time.uptime))
  }

  /// Lets `rate` mails a second leave; anything that is no rate changes nothing.
  func set(perSecond rate: Double) {
    guard rate > 0, rate.isFinite else { return }
    // One mail a day is slower than any invocation, and its interval is one that a Duration can hold.
    state.withLock { $0.interval = .seconds(1) / max(rate, 1 / 86_400) }
  }

  /// Waits until a mail may leave.
  ///
  /// - Returns: `false`, at once, when that is not before `deadline`.
  func wait(until deadline: Deadline) async -> Bool {
    guard let delay = turn(until: deadline) else { return false }
    if delay > .zero { await time.sleep(for: delay) }
    return deadline.remaining(by: time) > .zero
  }

  /// Takes the next turn; the time until it comes.
  private func turn(until deadline: Deadline) -> Duration? {
    state.withLock { state in
      let now = time.uptime
      let turn = max(now, state.free)
      guard turn - now < deadline.remaining(by: time) else { return nil }
      state.free = turn + state.interval
      return turn - now
    }
  }
}
