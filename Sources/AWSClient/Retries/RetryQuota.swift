// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// How many retries a client may use. When everything fails, retries stop by themselves.
final class RetryQuota: Sendable {
  private static let retryCost = 14

  private let capacity: Int
  private let tokens: Mutex<Int>

  /// Creates a full quota of the SDKs' size, or another.
  init(capacity: Int = 500) {
    self.capacity = capacity
    tokens = Mutex(capacity)
  }

  /// Takes the cost of a retry; `false` when there is not enough left.
  func take() -> Bool {
    tokens.withLock { tokens in
      guard tokens >= Self.retryCost else { return false }
      tokens -= Self.retryCost
      return true
    }
  }

  /// Gives back the cost of the last retry of a call that succeeded, or one token when it needed
  /// none.
  func giveBack(hasRetried: Bool) {
    tokens.withLock { $0 = min(capacity, $0 + (hasRetried ? Self.retryCost : 1)) }
  }

  /// The tokens that are left.
  var left: Int { tokens.withLock { $0 } }
}
