// SPDX-License-Identifier: Apache-2.0
import HTTP
import Synchronization

/// Whether a service throttles at the moment, as its last response says. A call that the rate limiter
/// held back until its deadline was never refused itself, and is late for this reason all the same.
final class LastThrottling: Sendable {
  private struct Refusal: Sendable {
    let error: ServiceError
    let deadline: Deadline
  }

  private let last = Mutex<Refusal?>(nil)

  /// Notes a response to a call that had to end by `deadline`: its refusal when it was throttled.
  func note(_ error: ServiceError?, by deadline: Deadline) {
    last.withLock { $0 = error.map { Refusal(error: $0, deadline: deadline) } }
  }

  /// The last response's refusal, if its call had the same deadline: what was throttled in one invocation
  /// is not held against the next.
  func refusal(by deadline: Deadline) -> ServiceError? {
    last.withLock { $0?.deadline == deadline ? $0?.error : nil }
  }
}
