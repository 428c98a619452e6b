// SPDX-License-Identifier: Apache-2.0
public import AWSClient

extension Service {
  /// AWS Organizations: one endpoint in each partition, and requests to it are signed for its region
  /// wherever the caller runs.
  ///
  /// GovCloud's hosts are validated for FIPS under their common names. The SDKs name no dual-stack
  /// hosts in two of the isolated partitions.
  public static let organizations = Service(
    name: "AWS Organizations", endpointVariable: "AWS_ENDPOINT_URL_ORGANIZATIONS",
    signingName: "organizations",
    hosts: HostRule(
      signingRegion: { $0.partition.organizationsRegion },
      host: { region, variant in
        guard !variant.useDualStack || region.partition.hasDualStackHosts,
          let home = try? Region(region.partition.organizationsRegion)
        else { return nil }
        let useFIPS = variant.useFIPS && region.partition != .govCloud
        return home.host(
          "organizations",
          EndpointVariant(useFIPS: useFIPS, useDualStack: variant.useDualStack))
      }))
}

extension Partition {
  /// The region of its one endpoint. In China it is not IAM's.
  fileprivate var organizationsRegion: String {
    switch self {
    case .aws: "us-east-1"
    case .china: "cn-northwest-1"
    case .govCloud: "us-gov-west-1"
    case .european: "eusc-de-east-1"
    case .iso: "us-iso-east-1"
    case .isoB: "us-isob-east-1"
    case .isoE: "eu-isoe-west-1"
    case .isoF: "us-isof-south-1"
    }
  }
}
