// SPDX-License-Identifier: Apache-2.0
import HTTP
import UTC

/// The retries of one call.
struct Retry {
  let policy: RetryPolicy
  let quota: RetryQuota
  let skew: ClockSkew
  let isRepeatable: Bool
  /// Whether an attempt has failed.
  private(set) var hasBegun = false
  /// The service's last refusal of this call.
  private(set) var lastRefusal: ServiceError?
  private var attempt = 1
  private var clockWasCorrected = false

  init(policy: RetryPolicy, quota: RetryQuota, skew: ClockSkew, isRepeatable: Bool) {
    self.policy = policy
    self.quota = quota
    self.skew = skew
    self.isRepeatable = isRepeatable
  }

  /// How long to wait before the next attempt; `nil` when there is none.
  ///
  /// Throttling does not count as a failed attempt and costs no quota: the rate limiter slows the
  /// call down. The quota protects a service that is down. One that throttles is alive, and
  /// hundreds of throttled calls must not use up the retries of later faults.
  ///
  /// - Parameters:
  ///   - now: our own clock, uncorrected.
  ///   - random: the jitter, 0...1.
  mutating func delay(
    after failed: FailedAttempt, at now: Timestamp, random: () -> Double
  ) -> Duration? {
    hasBegun = true
    if case .service(let refusal) = failed.error { lastRefusal = refusal }
    if correctsClock(after: failed, at: now) { return .zero }
    let hint = failed.fields.retryAfterHint
    switch failed.failure {
    case .final: return nil
    case .throttling: return policy.lengthened(.zero, by: hint)
    case .transient:
      guard isRepeatable || !failed.error.mayHaveBeenDone else { return nil }
      guard attempt < policy.attempts, quota.take() else { return nil }
      defer { attempt += 1 }
      return policy.lengthened(policy.delay(after: attempt, random: random()), by: hint)
    }
  }

  /// Notes that the call has a result.
  func succeeded() { quota.giveBack(hasRetried: attempt > 1) }

  /// Corrects the clock after a refusal for a wrong date, once. That costs nothing, for the request
  /// was not carried out.
  private mutating func correctsClock(after failed: FailedAttempt, at now: Timestamp) -> Bool {
    guard case .service(let refusal) = failed.error, let signed = failed.signed, !clockWasCorrected
    else { return false }
    clockWasCorrected = skew.learn(
      from: refusal.code, date: failed.fields["Date"], signed: signed, now: now)
    return clockWasCorrected
  }
}

extension Fields {
  /// When the service wants to be asked again: `x-amz-retry-after`, in milliseconds. Anything else
  /// is ignored.
  fileprivate var retryAfterHint: Duration? {
    self["x-amz-retry-after"].flatMap { UInt32($0) }
      .map { .milliseconds(Int64($0)) }
  }
}
