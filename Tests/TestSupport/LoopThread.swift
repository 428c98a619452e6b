// SPDX-License-Identifier: Apache-2.0
public import CurlTransport
import Foundation

/// Runs `main` on an event loop with its own thread, as the executable's main thread does.
public func onLoop<Result: Sendable>(
  _ main: @escaping @Sendable (EventLoop) async -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread {
      let loop = EventLoop()
      continuation.resume(with: Swift.Result { try loop.run { await main(loop) } })
    }
  }
}
