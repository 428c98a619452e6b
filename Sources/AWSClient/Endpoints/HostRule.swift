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

  /// The same, but GovCloud's hosts are validated for FIPS under their common names, and there are
  /// no dual-stack hosts in partitions for which the SDKs name none.
  public static func regionalWithCommonGovCloud(_ label: String) -> HostRule {
    HostRule { region, variant in
      guard !variant.useDualStack || region.partition.hasDualStackHosts else { return nil }
      let isCommonName = region.partition == .govCloud && variant == .fips
      return region.host(label, isCommonName ? .standard : variant)
    }
  }
}

extension Partition {
  /// Whether the SDKs name dual-stack hosts of services that are not in a rule set of their own.
  /// They name none in two of the isolated partitions.
  public var hasDualStackHosts: Bool { ![.isoE, .isoF].contains(self) }
}

extension Region {
  /// `label.region.suffix`, with FIPS `label-fips.region.suffix`.
  public func host(_ label: String, _ variant: EndpointVariant) -> String {
    let suffix = variant.useDualStack ? partition.dualStackDNSSuffix : partition.dnsSuffix
    return "\(label)\(variant.useFIPS ? "-fips" : "").\(name).\(suffix)"
  }
}
