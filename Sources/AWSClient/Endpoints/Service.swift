// SPDX-License-Identifier: Apache-2.0
public import SigV4

/// A service of AWS as a value: how its endpoints are found and how its requests are signed.
///
/// Each service's own module declares one, as `Service.iam`. Nothing in this module knows a service
/// by name.
public struct Service: Sendable {
  /// What people call it: `Amazon SES`.
  public var name: String
  /// The SDKs' environment variable that names an endpoint for it: `AWS_ENDPOINT_URL_SESV2`.
  public var endpointVariable: String
  /// The name in its signatures' scope: `ses`.
  public var signingName: String
  /// How its requests are signed.
  public var signing: SigningOptions
  /// Where its hosts are.
  public var hosts: HostRule
  /// Whether AWS may offer it in a region; `false` only where AWS is known not to. An endpoint that
  /// the user names is used in any case.
  public var isOffered: @Sendable (Region) -> Bool

  /// Declares a service.
  public init(
    name: String, endpointVariable: String, signingName: String,
    signing: SigningOptions = .standard, hosts: HostRule,
    isOffered: @escaping @Sendable (Region) -> Bool = { _ in true }
  ) {
    self.name = name
    self.endpointVariable = endpointVariable
    self.signingName = signingName
    self.signing = signing
    self.hosts = hosts
    self.isOffered = isOffered
  }
}
