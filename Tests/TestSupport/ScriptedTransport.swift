// SPDX-License-Identifier: Apache-2.0
public import HTTP
import Synchronization

/// A transport that plays a script: each request gets the next reply, and all requests are kept.
public final class ScriptedTransport: Transport {
  /// The result of one request.
  public typealias Reply = @Sendable (Request) async -> Result<Response, TransportError>

  private struct State {
    var replies: [Reply]
    var requests: [Request] = []
    var limits: [Limits] = []
  }

  private let state: Mutex<State>

  /// A transport that sends `replies`, in their order.
  public init(_ replies: [Reply]) { state = Mutex(State(replies: replies)) }

  /// A transport that sends the same reply to every request.
  public convenience init(always reply: @escaping Reply) {
    self.init(Array(repeating: reply, count: 10_000))
  }

  /// The requests that were sent, in their order.
  public var requests: [Request] { state.withLock { $0.requests } }

  /// The limits they were sent with.
  public var limits: [Limits] { state.withLock { $0.limits } }

  /// Plays the next reply; behind the last one the wire is dead.
  public func send(_ request: Request, limits: Limits) async throws(TransportError) -> Response {
    let reply = state.withLock { state -> Reply? in
      state.requests.append(request)
      state.limits.append(limits)
      return state.replies.isEmpty ? nil : state.replies.removeFirst()
    }
    guard let reply else { throw TransportError(.unreachable, "The script has ended.") }
    return try await reply(request).get()
  }
}

extension Response {
  /// A response of a test.
  public static func response(
    _ status: Int, _ body: String = "", fields: Fields = [:]
  ) -> Response {
    Response(status: status, fields: fields, body: Array(body.utf8))
  }
}
