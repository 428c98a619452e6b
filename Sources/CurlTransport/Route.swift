// SPDX-License-Identifier: Apache-2.0
internal import HTTP

/// How connections are made.
public struct Route: Sendable, Equatable {
  /// What stands between, for https; `nil` for nothing. Plain http goes straight: it stays on this machine.
  public let proxy: Proxy?
  /// The file with the certificates that are trusted, PEM; `nil` when only http is spoken, for then
  /// no certificate is. It is read when the first one is shown.
  public let trustedCertificates: String?

  /// Creates a route.
  public init(proxy: Proxy? = nil, trustedCertificates: String?) {
    self.proxy = proxy
    self.trustedCertificates = trustedCertificates
  }

  /// The proxy that a request goes through.
  func proxy(for request: Request) -> Proxy? {
    guard let proxy, request.scheme == "https" else { return nil }
    let isException = Authority(request.authority).map { proxy.exceptions.contains($0.host) }
    return isException == true ? nil : proxy
  }
}
