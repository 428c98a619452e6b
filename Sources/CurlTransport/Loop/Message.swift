// SPDX-License-Identifier: Apache-2.0
import CCurl
import HTTP

/// What another thread, or a job on the loop's own, asks of the loop.
enum Message: Sendable {
  case start(Exchange)
  case wait(Timer)
  case cancel(MessageID)
  /// Drops the connections of a pool.
  case renew(pool: MessageID)

  /// Resumes the caller, because the loop has ended.
  func refuse() {
    switch self {
    case .start(let exchange):
      let reason = "The event loop has ended."
      exchange.continuation.resume(returning: .failure(TransportError(.unreachable, reason)))
    case .wait(let timer): timer.continuation.resume()
    case .cancel, .renew: break
    }
  }
}

/// One request, and the caller that waits for its response.
struct Exchange: Sendable {
  let id: MessageID
  let request: Request
  let limits: Limits
  let route: Route
  let pool: MessageID
  let continuation: CheckedContinuation<Result<Response, TransportError>, Never>
}

/// A caller that sleeps until a time.
struct Timer: Sendable {
  let id: MessageID
  let due: Duration
  let continuation: CheckedContinuation<Void, Never>
}
