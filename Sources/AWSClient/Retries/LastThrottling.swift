// SPDX-License-Identifier: Apache-2.0
import HTTP
import Synchronization

/// Whether a service is throttling at the moment, according to its last response. A call that the
/// rate limiter held back until its deadline was not refused itself, but throttling made it late.
final class LastThrottling: Sendable {
  private struct Refusal: Sendable {
    let error: ServiceError
    let deadline: Deadline
  }

  private let last = Mutex<Refusal?>(nil)

  /// Notes a response to a call with this deadline; `error` is its refusal when it was throttled.
  func note(_ error: ServiceError?, by deadline: Deadline) {
    last.withLock { $0 = error.map { Refusal(error: $0, deadline: deadline) } }
  }

  /// The refusal in the last response, if its call had the same deadline. Throttling in one
  /// invocation says nothing about the next.
  func refusal(by deadline: Deadline) -> ServiceError? {
    last.withLock { $0?.deadline == deadline ? $0?.error : nil }
  }
}
