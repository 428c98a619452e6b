// SPDX-License-Identifier: Apache-2.0
internal import HTTP
internal import UTC

/// An attempt that brought no result, and the answer that said so.
struct FailedAttempt: Error {
  private(set) var error: AWSError
  let failure: FailureClass
  var fields = Fields()
  /// The date of its signature; `nil` when nothing was answered.
  var signed: Timestamp?

  init(_ error: AWSError) {
    self.error = error
    failure = FailureClass(error)
  }

  init(_ refusal: ServiceError, isFinal: Bool, fields: Fields, signed: Timestamp) {
    error = .service(refusal)
    failure = isFinal ? .final : FailureClass(error)
    self.fields = fields
    self.signed = signed
  }

  /// The same without what nobody may be told.
  func without(_ secrets: Secrets) -> FailedAttempt {
    var attempt = self
    attempt.error = secrets.cut(from: error)
    return attempt
  }
}

extension FailedAttempt {
  /// The refusal, when the service said that it is asked too often.
  var throttling: ServiceError? {
    guard case .service(let refusal) = error, failure == .throttling else { return nil }
    return refusal
  }
}

/// The retries of one call.
struct Retry {
  let policy: RetryPolicy
  let quota: RetryQuota
  let skew: ClockSkew
  let isRepeatable: Bool
  /// Whether any attempt was to be repeated.
  private(set) var hasBegun = false
  /// What the service answered when it last refused the call.
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
  /// Throttling is no failure: it is neither counted nor paid for, and the rate limiter, not a
  /// delay, slows the call down. The quota protects a service that is down; one that throttles is
  /// alive, and hundreds of throttled calls must not leave a later fault without its retry.
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

  /// The call has a result.
  func succeeded() { quota.giveBack(hasRetried: attempt > 1) }

  /// A refusal for a wrong date is corrected once, and costs nothing: it was not carried out.
  private mutating func correctsClock(after failed: FailedAttempt, at now: Timestamp) -> Bool {
    guard case .service(let refusal) = failed.error, let signed = failed.signed, !clockWasCorrected
    else { return false }
    clockWasCorrected = skew.learn(
      from: refusal.code, date: failed.fields["Date"], signed: signed, now: now)
    return clockWasCorrected
  }
}

extension Fields {
  /// A service's own word on when to come back, `x-amz-retry-after` in milliseconds; what is no such
  /// number is ignored.
  fileprivate var retryAfterHint: Duration? {
    self["x-amz-retry-after"].flatMap { UInt32($0) }
      .map { .milliseconds(Int64($0)) }
  }
}
