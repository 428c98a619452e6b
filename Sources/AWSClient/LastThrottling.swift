// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

/// Whether a service throttles at the moment, as its last response says. A call that the rate limiter
/// held back until the deadline was never refused itself, and is late for this reason all the same.
final class LastThrottling: Sendable {
  private let last = Mutex<ServiceError?>(nil)

  /// The refusal; `nil` when the last response was no throttling, or when there was none yet.
  var refusal: ServiceError? {
    get { last.withLock { $0 } }
    set { last.withLock { $0 = newValue } }
  }
}
