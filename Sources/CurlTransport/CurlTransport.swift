// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// Sends requests with libcurl, on an event loop.
///
/// HTTP/1.1 over TCP or TLS 1.2 and later. It follows no redirects, keeps no cookies, asks for no
/// compression and sends no request twice. It keeps connections for later requests of the same
/// transport.
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
        Exchange(
          id: $0, request: request, limits: limits, route: route, pool: pool, continuation: $1))
    }.get()
  }

  /// Drops all connections: requests after this call use connections that were made after it.
  ///
  /// Lambda freezes the process between invocations, and its connections die unnoticed. Call this
  /// at the beginning of an invocation: a mail on a dead connection would have an unknown outcome.
  public func renewConnections() { loop.post(.renew(pool: pool)) }
}
