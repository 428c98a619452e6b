// SPDX-License-Identifier: Apache-2.0
import HTTP
import Synchronization
import TestSupport

@testable import AWSClient

/// A service that allows so many requests a second, as AWS limits them, half a latency away.
final class BucketService: Transport {
  fileprivate struct State {
    var tokens: Double
    var filled = 0.0
    var allowed = 0
    var throttled = 0
  }

  private let time: VirtualTime
  private let rate: Double
  private let burst: Double
  private let latency: Duration
  private let state: Mutex<State>

  init(_ time: VirtualTime, rate: Double, burst: Double, latency: Duration) {
    (self.time, self.rate, self.burst, self.latency) = (time, rate, burst, latency)
    state = Mutex(State(tokens: burst))
  }

  var allowed: Int { state.withLock { $0.allowed } }
  var throttled: Int { state.withLock { $0.throttled } }

  func send(_ request: Request, limits: Limits) async throws(TransportError) -> Response {
    if let left = limits.deadline?.remaining(by: time), left < latency {
      await time.sleep(for: left)
      throw TransportError(.timedOut, "slow")
    }
    await time.sleep(for: latency / 2)
    let isAllowed = state.withLock { $0.take(at: time.uptime / .seconds(1), rate, burst) }
    await time.sleep(for: latency / 2)
    return isAllowed ? .response(200) : .response(400, "Throttling")
  }
}

extension BucketService.State {
  fileprivate mutating func take(at now: Double, _ rate: Double, _ burst: Double) -> Bool {
    tokens = min(burst, tokens + (now - filled) * rate)
    filled = now
    guard tokens >= 1 else {
      throttled += 1
      return false
    }
    tokens -= 1
    allowed += 1
    return true
  }
}

extension CallsUntil {
  /// `count` calls, `width` of them side by side.
  ///
  /// - Returns: how many brought no result.
  func callAll<Op: Operation>(_ operation: Op, count: Int, width: Int) async -> Int {
    await errors(of: operation, count: count, width: width).count
  }

  /// Why those of `count` calls that brought no result did not.
  func errors<Op: Operation>(of operation: Op, count: Int, width: Int) async -> [AWSError] {
    await withTaskGroup(of: [AWSError].self) { group in
      for worker in 0..<width {
        group.addTask {
          var errors: [AWSError] = []
          for _ in stride(from: worker, to: count, by: width) {
            do throws(AWSError) {
              _ = try await self.call(operation)
            } catch {
              errors.append(error)
            }
          }
          return errors
        }
      }
      return await group.reduce([], +)
    }
  }
}
