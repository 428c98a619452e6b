// SPDX-License-Identifier: Apache-2.0
internal import HTTP
internal import HTTPTypes

/// An attempt that brought no result, and the answer that said so.
struct FailedAttempt: Error {
  let error: AWSError
  let fields: HTTPFields

  init(_ error: AWSError, fields: HTTPFields = HTTPFields()) {
    self.error = error
    self.fields = fields
  }
}

/// The retries of one call.
struct Retry<Wire: Transport, Time: Timekeeper> {
  private let session: Session<Wire, Time>
  private let isRepeatable: Bool
  private var attempt = 1
  private var lastCost: Int?
  private var skewWasCorrected = false

  init(session: Session<Wire, Time>, isRepeatable: Bool) {
    self.session = session
    self.isRepeatable = isRepeatable
  }

  /// How long to wait before the next attempt; `nil` when there is none.
  mutating func delay(after failed: FailedAttempt) -> Duration? {
    if correctsClock(after: failed) { return .zero }
    let failure = FailureClass(failed.error)
    guard failure != .final, isRepeatable || !failed.error.mayHaveBeenDone else { return nil }
    let isThrottling = failure == .throttling
    guard attempt < session.policy.attempts else { return nil }
    let cost = RetryQuota.cost(isThrottling: isThrottling)
    guard session.quota.take(cost) else { return nil }
    lastCost = cost
    defer { attempt += 1 }
    return session.policy.delay(
      after: attempt, isThrottling: isThrottling, hint: failed.fields.retryAfterHint,
      random: session.random())
  }

  /// The call has a result.
  func succeeded() { session.quota.giveBack(lastRetry: lastCost) }

  /// A refusal for a wrong date is corrected once, and costs nothing: it was not carried out.
  private mutating func correctsClock(after failed: FailedAttempt) -> Bool {
    guard case .service(let refusal) = failed.error, !skewWasCorrected else { return false }
    skewWasCorrected = session.skew.learn(
      from: refusal.code, date: failed.fields[.date], now: session.time.now)
    return skewWasCorrected
  }
}

extension HTTPFields {
  /// A service's own word on when to come back, in milliseconds.
  fileprivate var retryAfterHint: String? {
    HTTPField.Name("x-amz-retry-after").flatMap { self[$0] }
  }
}
