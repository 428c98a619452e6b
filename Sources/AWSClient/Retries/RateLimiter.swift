// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

/// Slows all calls of one service down to what the service allows, without knowing its limit.
///
/// It does nothing before the first throttling. From then on every request, a throttled one that is
/// repeated too, takes the next place of one queue, and the places open at the rate of ``CubicRate``.
/// Nobody sleeps on his own: what the SDKs call backoff would leave the service's capacity unused.
///
/// Where it differs from the SDKs' limiter, whose figures are made for one caller that sends one
/// request after the other:
/// - The sending rate is what was sent while a request was under way; theirs is known only after
///   half a second, when a run may have spent a service's burst ten times over.
/// - Requests in flight together are throttled together. That is one event and cuts the rate once.
/// - After a cut one place is left out, for the service's own bucket is empty.
final class RateLimiter: Sendable {
  /// A place in the queue, in order of arrival.
  typealias Place = Double

  /// How long to sleep at most before looking again: the rate may have risen meanwhile.
  static let look = Duration.milliseconds(100)

  /// A request that was sent: when, as which one.
  struct Departure {
    fileprivate let time: Double
    fileprivate let number: Int
  }

  fileprivate struct State {
    var cubic: CubicRate?
    var sent = 0
    /// The highest sending rate before the first throttling. Too high is soon cut; too low would
    /// take the cubic curve many seconds to make good.
    var peak = 0.0
    var lastPlace: Place = 0
    /// The last place that is open, and when that was reckoned.
    var open: Place = 0
    var reckoned = 0.0

    /// Opens the places that are due. An idle queue saves up no more than one.
    mutating func reckon(at now: Double) {
      guard let rate = cubic?.rate else { return }
      open = min(open + rate * (now - reckoned), lastPlace + 1)
      reckoned = now
    }
  }

  private let state = Mutex(State())

  /// Joins the queue; `nil` when there is none.
  func join(at now: Duration) -> Place? {
    state.withLock { state in
      guard state.cubic != nil else { return nil }
      state.reckon(at: now.seconds)
      state.lastPlace += 1
      return state.lastPlace
    }
  }

  /// How long a place is still closed as far as is known now: rates change, so whoever has
  /// waited asks again. `nil` when it is open.
  func wait(for place: Place, at now: Duration) -> Duration? {
    state.withLock { state in
      state.reckon(at: now.seconds)
      guard let rate = state.cubic?.rate, place - state.open > 1e-6 else { return nil }
      return .seconds((place - state.open) / rate)
    }
  }

  /// Gives a place up: whoever comes next has it.
  func leave() { state.withLock { $0.lastPlace -= 1 } }

  /// Notes that a request leaves.
  func departs(at now: Duration) -> Departure {
    state.withLock { state in
      state.sent += 1
      return Departure(time: now.seconds, number: state.sent)
    }
  }

  /// Learns from an answer.
  func answered(_ departure: Departure, isThrottling: Bool, at now: Duration) {
    state.withLock { $0.learn(from: departure, isThrottling: isThrottling, at: now.seconds) }
  }
}

extension RateLimiter.State {
  fileprivate mutating func learn(
    from departure: RateLimiter.Departure, isThrottling: Bool, at now: Double
  ) {
    let sentMeanwhile = Double(sent - departure.number + 1)
    let measured = sentMeanwhile / max(now - departure.time, 0.001)
    if cubic == nil { peak = max(peak, measured) }
    reckon(at: now)
    if !isThrottling {
      cubic?.succeeded(at: now, sending: measured)
    } else if let cubic {
      // What was sent before the last cut says what is known already.
      if departure.time >= cubic.lastThrottle { cut(from: cubic.rate, at: now) }
    } else {
      (open, reckoned) = (lastPlace, now)
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
