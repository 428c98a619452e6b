// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// Sends requests through an event loop's connections.
///
/// HTTP/1.1 over TCP or TLS 1.2 and up. Redirects are not followed, cookies not kept, compression
/// not asked for, and no request is sent twice: libcurl would repeat a request by itself when a reused
/// connection dies, but here it reads the body through a callback that cannot rewind.
public struct CurlTransport: Transport {
  private let loop: EventLoop
  private let route: Route

  /// Creates a transport on a loop.
  public init(loop: EventLoop, route: Route) {
    self.loop = loop
    self.route = route
  }

  /// Sends `request` once; see ``Transport``.
  public func send(
    _ request: Request, limits: Limits
  ) async throws(TransportError) -> Response {
    try await loop.withMessage {
      .start(
        Order(id: $0, request: request, limits: limits, route: route, continuation: $1))
    }.get()
  }
}

/// How connections are made.
public struct Route: Sendable, Equatable {
  /// Whether a proxy stands between.
  public enum Proxy: Sendable {
    /// Never: the Runtime API is on this machine.
    case never
    /// As `HTTPS_PROXY` and `NO_PROXY` say, for https; loopback http goes straight.
    case environment
  }

  /// Whether a proxy stands between.
  public let proxy: Proxy
  /// The file with the certificates that are trusted, PEM; `nil` when only http is spoken.
  public let trustedCertificates: String?

  /// Creates a route.
  public init(proxy: Proxy, trustedCertificates: String?) {
    self.proxy = proxy
    self.trustedCertificates = trustedCertificates
  }
}
