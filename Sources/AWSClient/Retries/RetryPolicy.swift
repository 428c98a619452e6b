// SPDX-License-Identifier: Apache-2.0

/// When a failed call is tried again: the SDKs' standard retry mode as of 2026, except for
/// throttling, which the rate limiter handles.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
public struct RetryPolicy: Sendable, Equatable {
  /// How often a call is sent at most when it fails for a transient reason; 1 or more.
  public var attempts = 3
  /// The first delay, before jitter. It doubles from attempt to attempt.
  public var baseDelay = Duration.milliseconds(50)
  /// The longest delay, before jitter.
  public var longestDelay = Duration.seconds(20)
  /// How much longer than the delay the service may make us wait.
  public var hintAllowance = Duration.seconds(5)

  /// The SDKs' figures.
  public init() {}

  /// How long to wait before the next attempt.
  ///
  /// - Parameters:
  ///   - attempt: the attempt that failed, from 1.
  ///   - random: the jitter, 0...1, so that waiting calls do not all return at once.
  func delay(after attempt: Int, random: Double) -> Duration {
    min(baseDelay * Double(1 << min(max(attempt, 1) - 1, 30)), longestDelay) * random
  }

  /// `delay`, or longer if the service asks for it.
  func lengthened(_ delay: Duration, by hint: Duration?) -> Duration {
    min(max(delay, hint ?? .zero), delay + hintAllowance)
  }
}
