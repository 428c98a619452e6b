// SPDX-License-Identifier: Apache-2.0

/// A part of AWS with its own accounts, ARNs and host names. The raw value is the second part of
/// every ARN.
///
/// Names and suffixes are those of the SDKs' partitions.json. Every partition there has FIPS and
/// dual-stack endpoints.
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html
public enum Partition: String, Sendable, CaseIterable {
  /// The commercial regions.
  case aws
  /// The China regions.
  case china = "aws-cn"
  /// GovCloud (US).
  case govCloud = "aws-us-gov"
  /// The European Sovereign Cloud.
  case european = "aws-eusc"
  /// Isolated: `us-iso-…`.
  case iso = "aws-iso"
  /// Isolated: `us-isob-…`.
  case isoB = "aws-iso-b"
  /// Isolated: `eu-isoe-…`.
  case isoE = "aws-iso-e"
  /// Isolated: `us-isof-…`.
  case isoF = "aws-iso-f"

  /// The partition of `region`; `aws` when the region's name fits no other, as in the SDKs.
  init(of region: Region) {
    let known = Self.allCases.first { partition in
      partition.regionPrefix.map(region.name.hasPrefix) ?? false
    }
    self = known ?? .aws
  }

  /// The beginning of its regions' names; `nil` for `aws`, which has all other regions.
  private var regionPrefix: String? {
    switch self {
    case .aws: nil
    case .china: "cn-"
    case .govCloud: "us-gov-"
    case .european: "eusc-de-"
    case .iso: "us-iso-"
    case .isoB: "us-isob-"
    case .isoE: "eu-isoe-"
    case .isoF: "us-isof-"
    }
  }

  /// The end of its hosts' names.
  var dnsSuffix: String {
    switch self {
    case .aws, .govCloud: "amazonaws.com"
    case .china: "amazonaws.com.cn"
    case .european: "amazonaws.eu"
    case .iso: "c2s.ic.gov"
    case .isoB: "sc2s.sgov.gov"
    case .isoE: "cloud.adc-e.uk"
    case .isoF: "csp.hci.ic.gov"
    }
  }

  /// The end of the names of its hosts that have IPv4 and IPv6 addresses.
  var dualStackDNSSuffix: String {
    switch self {
    case .aws, .govCloud: "api.aws"
    case .china: "api.amazonwebservices.com.cn"
    case .european: "api.amazonwebservices.eu"
    case .iso: "api.aws.ic.gov"
    case .isoB: "api.aws.scloud"
    case .isoE: "api.cloud-aws.adc-e.uk"
    case .isoF: "api.aws.hci.ic.gov"
    }
  }
}

extension Partition {
  /// The console's host, for links that people follow; `nil` where it is not publicly known.
  public var consoleHost: String? {
    switch self {
    case .aws: "console.aws.amazon.com"
    case .china: "console.amazonaws.cn"
    case .govCloud: "console.amazonaws-us-gov.com"
    case .european: "console.amazonaws-eusc.eu"
    case .iso, .isoB, .isoE, .isoF: nil
    }
  }

  /// The documentation's host; `nil` where it is not publicly known. GovCloud has the same as
  /// `aws`.
  public var documentationHost: String? {
    switch self {
    case .aws, .govCloud: "docs.aws.amazon.com"
    case .china: "docs.amazonaws.cn"
    case .european: "docs.aws.eu"
    case .iso, .isoB, .isoE, .isoF: nil
    }
  }
}
