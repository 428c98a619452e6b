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

  /// Whose certificates are believed, over https.
  public enum Trust: Sendable, Hashable {
    /// Those that Amazon's own roots certify and, where these do not suffice, those that a file of
    /// the system certifies. The file is PEM and is read when it is first needed.
    case amazon(orFile: String?)
    /// Those that this file certifies, PEM, and no others.
    case file(String)
  }

  /// Whether a proxy stands between.
  public let proxy: Proxy
  /// Whose certificates are believed.
  public let trust: Trust

  /// Creates a route.
  public init(proxy: Proxy, trust: Trust) {
    self.proxy = proxy
    self.trust = trust
  }
}
