// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Counts the requests of all clients.
final class CallCounter: Sendable {
  private let counts = Mutex(CallCounts())

  var snapshot: CallCounts { counts.withLock { $0 } }

  func add(_ change: (inout CallCounts) -> Void) { counts.withLock { change(&$0) } }
}
