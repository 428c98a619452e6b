// SPDX-License-Identifier: Apache-2.0

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

extension Region {
  /// `label.region.suffix`, with FIPS `label-fips.region.suffix`.
  public func host(_ label: String, _ variant: EndpointVariant) -> String {
    let suffix = variant.useDualStack ? partition.dualStackDNSSuffix : partition.dnsSuffix
    return "\(label)\(variant.useFIPS ? "-fips" : "").\(name).\(suffix)"
  }
}
