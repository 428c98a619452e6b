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

/// Which hosts a service has, after the endpoint rule sets that all AWS SDKs share.
public struct HostRule: Sendable {
  let signingRegion: @Sendable (Region) -> String
  let host: @Sendable (Region, EndpointVariant) -> String?

  /// Creates a rule.
  ///
  /// - Parameters:
  ///   - signingRegion: the region in the scope of its signatures, for a caller in a region.
  ///   - host: the host for a caller in a region; `nil` where there is none of this variant.
  public init(
    signingRegion: @escaping @Sendable (Region) -> String = { $0.name },
    host: @escaping @Sendable (Region, EndpointVariant) -> String?
  ) {
    self.signingRegion = signingRegion
    self.host = host
  }

  /// The rule of most services, a host in each region: `email.eu-west-1.amazonaws.com`, with FIPS
  /// `email-fips.eu-west-1.amazonaws.com`.
  public static func regional(_ label: String) -> HostRule {
    HostRule { region, variant in region.host(label, variant) }
  }
}

/// Which kind of endpoint the user asks for.
public enum EndpointVariant: Sendable {
  /// Neither FIPS nor dual stack.
  case standard
  /// Cryptography that is validated for FIPS 140.
  case fips
  /// IPv6 addresses beside those of IPv4.
  case dualStack
  /// Both.
  case fipsDualStack

  /// Creates the variant that the two settings ask for.
  public init(useFIPS: Bool, useDualStack: Bool) {
    self =
      useDualStack ? (useFIPS ? .fipsDualStack : .dualStack) : (useFIPS ? .fips : .standard)
  }

  /// Whether FIPS is asked for.
  public var useFIPS: Bool { self == .fips || self == .fipsDualStack }
  /// Whether dual stack is asked for.
  public var useDualStack: Bool { self == .dualStack || self == .fipsDualStack }
}

extension Region {
  /// `label.region.suffix`, with FIPS `label-fips.region.suffix`.
  public func host(_ label: String, _ variant: EndpointVariant) -> String {
    let suffix = variant.useDualStack ? partition.dualStackDNSSuffix : partition.dnsSuffix
    return "\(label)\(variant.useFIPS ? "-fips" : "").\(name).\(suffix)"
  }
}
