// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The rate at which a service may be called: cut when it throttles, then raised along a cubic
/// curve, quickly up to where it throttled, slowly around there, quickly beyond.
///
/// The SDKs' adaptive retry mode, after [CUBIC](https://www.rfc-editor.org/rfc/rfc9438). Times are
/// in seconds, rates in requests a second.
struct CubicRate: Equatable {
  private static let beta = 0.7
  private static let scale = 0.4
  /// A service that throttles everything is still called every other second.
  private static let least = 0.5

  /// The rate at which the service throttled, and when that was.
  private var lastMaxRate: Double
  private(set) var lastThrottle: Double
  /// How long the curve takes to return to ``lastMaxRate``.
  private var window: Double
  private(set) var rate: Double

  /// A rate that starts where the service throttled.
  init(lastMaxRate: Double = 0, lastThrottle: Double = 0, rate: Double = Self.least) {
    self.lastMaxRate = lastMaxRate
    self.lastThrottle = lastThrottle
    self.rate = rate
    window = cbrt(lastMaxRate * (1 - Self.beta) / Self.scale)
  }

  /// The rate after the service throttled requests that came at `rate`.
  static func throttled(at now: Double, rate: Double) -> CubicRate {
    CubicRate(lastMaxRate: rate, lastThrottle: now, rate: max(rate * beta, least))
  }

  /// Notes a response that was not throttled. The rate never exceeds twice what is really sent.
  mutating func succeeded(at now: Double, sending measured: Double) {
    let sinceMax = now - lastThrottle - window
    let calculated = Self.scale * sinceMax * sinceMax * sinceMax + lastMaxRate
    rate = max(min(calculated, 2 * measured), Self.least)
  }
}
