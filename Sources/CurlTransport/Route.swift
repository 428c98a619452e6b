// SPDX-License-Identifier: Apache-2.0

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
  /// The file with the certificates that are trusted, PEM; `nil` when only http is spoken, for then
  /// no certificate is. It is read when the first one is shown.
  public let trustedCertificates: String?

  /// Creates a route.
  public init(proxy: Proxy, trustedCertificates: String?) {
    self.proxy = proxy
    self.trustedCertificates = trustedCertificates
  }
}
