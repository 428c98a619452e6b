// SPDX-License-Identifier: Apache-2.0
import HTTP

/// How connections are made.
public struct Route: Sendable, Equatable {
  /// The proxy for https; `nil` for none. Plain http uses no proxy, because it stays on this
  /// machine.
  public let proxy: Proxy?
  /// The file with the certificates that are trusted, PEM; `nil` when only http is used. It is read
  /// when a server first shows a certificate.
  public let trustedCertificates: String?

  /// Creates a route.
  public init(proxy: Proxy? = nil, trustedCertificates: String?) {
    self.proxy = proxy
    self.trustedCertificates = trustedCertificates
  }

  /// The proxy for a request; `nil` for none.
  func proxy(for request: Request) -> Proxy? {
    guard let proxy, request.scheme == "https" else { return nil }
    let isException = Authority(request.authority).map { proxy.exceptions.contains($0.host) }
    return isException == true ? nil : proxy
  }
}
