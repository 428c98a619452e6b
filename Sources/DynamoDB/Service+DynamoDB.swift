// SPDX-License-Identifier: Apache-2.0
public import AWSClient

extension Service {
  /// Amazon DynamoDB: an endpoint in each region, which signs as `dynamodb`.
  ///
  /// GovCloud's hosts are validated for FIPS under their common names. The SDKs name no dual-stack
  /// hosts in two of the isolated partitions.
  public static let dynamoDB = Service(
    name: "Amazon DynamoDB", endpointVariable: "AWS_ENDPOINT_URL_DYNAMODB",
    signingName: "dynamodb",
    hosts: HostRule { region, variant in
      guard !variant.useDualStack || ![.isoE, .isoF].contains(region.partition) else { return nil }
      let isCommonName = region.partition == .govCloud && variant == .fips
      return region.host("dynamodb", isCommonName ? .standard : variant)
    })
}
