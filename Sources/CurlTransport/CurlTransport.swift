// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// Sends requests through an event loop's connections.
///
/// HTTP/1.1 over TCP or TLS 1.2 and up. Redirects are not followed, cookies not kept, compression
/// not asked for, and no request is sent twice. Connections are kept for the next request of the
/// same transport.
public struct CurlTransport: Transport {
  let loop: EventLoop
  private let route: Route
  private let pool: MessageID

  /// Creates a transport on a loop.
  public init(loop: EventLoop, route: Route) {
    self.loop = loop
    self.route = route
    pool = loop.nextID()
  }

  /// Sends `request` once; see ``Transport``.
  public func send(
    _ request: Request, limits: Limits
  ) async throws(TransportError) -> Response {
    try await loop.withMessage {
      .start(
        Order(
          id: $0, request: request, limits: limits, route: route, pool: pool, continuation: $1))
    }.get()
  }

  /// Lets go of all connections: every request from now on gets one that was made after this call.
  ///
  /// Lambda freezes the process between invocations, and its connections die unseen. Call this when
  /// an invocation begins. A mail sent on a dead connection would have an unknown outcome.
  public func renewConnections() { loop.post(.renew(pool: pool)) }
}
