// SPDX-License-Identifier: Apache-2.0
public import HTTP
import Synchronization

/// Spaces mails, or other calls, so that no more are sent in a second than SES allows.
public final class SendRateLimiter: Sendable {
  private struct State {
    var interval = Duration.zero
    /// When the next mail may be sent.
    var free: Duration
  }

  private let time: any Timekeeper
  private let state: Mutex<State>

  /// Creates a limiter that lets every mail pass until ``set(perSecond:)``.
  public init(by time: any Timekeeper) {
    self.time = time
    state = Mutex(State(free: time.uptime))
  }

  /// Creates a limiter that lets `rate` calls a second pass.
  public convenience init(by time: any Timekeeper, perSecond rate: Double) {
    self.init(by: time)
    set(perSecond: rate)
  }

  /// Allows `rate` mails a second. A value that is not a rate changes nothing.
  func set(perSecond rate: Double) {
    guard rate > 0, rate.isFinite else { return }
    // At least one mail a day: no invocation lasts longer, and a Duration can hold that interval.
    state.withLock { $0.interval = .seconds(1) / max(rate, 1 / 86_400) }
  }

  /// Waits until a mail may be sent.
  ///
  /// - Returns: `false`, at once, if that is not before `deadline`.
  func wait(until deadline: Deadline) async -> Bool {
    guard let delay = turn(until: deadline) else { return false }
    if delay > .zero { await time.sleep(for: delay) }
    return deadline.remaining(by: time) > .zero
  }

  /// Takes the next turn and returns the time until then; `nil` if it is not before `deadline`.
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
