// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

/// How many retries a client may afford: when everything fails, retries stop by themselves.
final class RetryQuota: Sendable {
  /// What a retry costs.
  static let cost = 14

  private let capacity: Int
  private let tokens: Mutex<Int>

  /// Creates a full quota of the SDKs' size, or another.
  init(capacity: Int = 500) {
    self.capacity = capacity
    tokens = Mutex(capacity)
  }

  /// Pays for a retry; `false` when there is not enough left.
  func take(_ cost: Int) -> Bool {
    tokens.withLock { tokens in
      guard tokens >= cost else { return false }
      tokens -= cost
      return true
    }
  }

  /// Gives back what a call's last retry cost, or one token for a call that needed none.
  func giveBack(lastRetry cost: Int?) {
    tokens.withLock { $0 = min(capacity, $0 + (cost ?? 1)) }
  }

  /// What is left.
  var left: Int { tokens.withLock { $0 } }
}
