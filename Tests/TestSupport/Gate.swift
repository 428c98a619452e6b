// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Holds threads up until a test lets them go on, for good.
public final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  /// A closed gate.
  public init() {}

  /// Blocks the current thread until the gate is open.
  public func wait() {
    semaphore.wait()
    semaphore.signal()
  }

  /// Lets everybody pass from now on.
  public func open() { semaphore.signal() }
}
