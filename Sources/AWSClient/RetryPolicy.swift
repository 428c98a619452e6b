// SPDX-License-Identifier: Apache-2.0

/// When a failed call is tried again: the SDKs' standard retry mode as of 2026.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
public struct RetryPolicy: Sendable, Equatable {
  /// How many times a call is sent at most when it fails for a passing reason; 1 or more.
  /// Throttling is no failure: see ``AWSClient``.
  public var attempts = 3
  /// The first delay after a passing failure, before randomness.
  public var baseDelay = Duration.milliseconds(50)
  /// The first delay after throttling, before randomness.
  public var throttlingDelay = Duration.seconds(1)
  /// The longest delay, before randomness.
  public var longestDelay = Duration.seconds(20)
  /// How far a service's own hint may exceed the delay.
  public var hintAllowance = Duration.seconds(5)

  /// The SDKs' figures.
  public init() {}

  /// How long to wait before the next attempt.
  ///
  /// - Parameters:
  ///   - attempt: the attempt that failed, from 1.
  ///   - isThrottling: whether the service said that we ask too often.
  ///   - hint: `x-amz-retry-after` in milliseconds; anything that is no such number is ignored.
  ///   - random: the jitter, 0...1: waiting calls must not come back all at once.
  func delay(after attempt: Int, isThrottling: Bool, hint: String?, random: Double) -> Duration {
    let base = isThrottling ? throttlingDelay : baseDelay
    let grown = base * Double(1 << min(max(attempt, 1) - 1, 30))
    let delay = min(grown, longestDelay) * random
    guard let hint = hint.flatMap({ UInt32($0) }) else { return delay }
    return min(max(delay, .milliseconds(Int64(hint))), delay + hintAllowance)
  }
}
