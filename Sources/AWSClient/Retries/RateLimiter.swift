// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Slows all calls of one service down to the rate that it allows, without knowing its limit.
///
/// It does nothing before the first throttling. From then on every request, including one that was
/// throttled and is repeated, takes the next position in one queue, and positions open at the rate
/// of ``CubicRate``. No call backs off on its own, as in the SDKs: that would leave the service's
/// capacity unused.
///
/// The SDKs' limiter is made for one caller that sends one request after the other. This one
/// differs:
/// - The sending rate is the number of requests sent while a request was under way. Theirs is known
///   only after half a second, when a run may have exceeded a service's burst ten times.
/// - Requests that are in flight together are throttled together. That is one event and cuts the
///   rate once.
/// - After a cut one position is skipped, because the service's own bucket is empty.
final class RateLimiter: Sendable {
  /// A position in the queue, in order of arrival.
  typealias Position = Double

  /// How long to sleep at most before asking again: the rate may have risen meanwhile.
  static let longestSleep = Duration.milliseconds(100)

  /// When a request was sent, and how many were sent before it.
  struct SentRequest {
    fileprivate let time: Double
    fileprivate let number: Int
  }

  fileprivate struct State {
    var cubic: CubicRate?
    var sent = 0
    /// The highest sending rate before the first throttling. A rate that is too high is cut soon;
    /// one that is too low would take the cubic curve many seconds to raise.
    var peak = 0.0
    var lastPosition: Position = 0
    /// The last position that is open, and when that was computed.
    var open: Position = 0
    var openSince = 0.0

    /// Opens the positions that are due. An idle queue saves up at most one.
    mutating func openPositions(at now: Double) {
      guard let rate = cubic?.rate else { return }
      open = min(open + rate * (now - openSince), lastPosition + 1)
      openSince = now
    }
  }

  private let state = Mutex(State())

  /// Joins the queue; `nil` when there is none.
  func join(at now: Duration) -> Position? {
    state.withLock { state in
      guard state.cubic != nil else { return nil }
      state.openPositions(at: now.seconds)
      state.lastPosition += 1
      return state.lastPosition
    }
  }

  /// How long a position stays closed at the current rate; `nil` when it is open. The rate changes,
  /// so a caller that has waited asks again.
  func wait(for position: Position, at now: Duration) -> Duration? {
    state.withLock { state in
      state.openPositions(at: now.seconds)
      guard let rate = state.cubic?.rate, position - state.open > 1e-6 else { return nil }
      return .seconds((position - state.open) / rate)
    }
  }

  /// Gives a position up to the next caller.
  func leave() { state.withLock { $0.lastPosition -= 1 } }

  /// Notes that a request is sent.
  func sends(at now: Duration) -> SentRequest {
    state.withLock { state in
      state.sent += 1
      return SentRequest(time: now.seconds, number: state.sent)
    }
  }

  /// Learns from the response to a request.
  func received(responseTo request: SentRequest, isThrottling: Bool, at now: Duration) {
    state.withLock { $0.learn(from: request, isThrottling: isThrottling, at: now.seconds) }
  }
}

extension RateLimiter.State {
  fileprivate mutating func learn(
    from request: RateLimiter.SentRequest, isThrottling: Bool, at now: Double
  ) {
    let sentMeanwhile = Double(sent - request.number + 1)
    let measured = sentMeanwhile / max(now - request.time, 0.001)
    if cubic == nil { peak = max(peak, measured) }
    openPositions(at: now)
    if !isThrottling {
      cubic?.succeeded(at: now, sending: measured)
    } else if let cubic {
      // The last cut already took account of what was sent before it.
      if request.time >= cubic.lastThrottle { cut(from: cubic.rate, at: now) }
    } else {
      (open, openSince) = (lastPosition, now)
      cut(from: peak, at: now)
    }
  }

  private mutating func cut(from rate: Double, at now: Double) {
    cubic = .throttled(at: now, rate: rate)
    open -= 1
  }
}

extension Duration {
  fileprivate var seconds: Double { self / .seconds(1) }
}
