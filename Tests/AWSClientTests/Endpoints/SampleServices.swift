// SPDX-License-Identifier: Apache-2.0
import DynamoDB
import IAM
import SigV4

@testable import AWSClient

// Services as their own modules would declare them.

extension Service {
  /// The services of endpoints-org.csv, by the names it has for them.
  static let sample: [String: Service] = [
    "organizations": .organizations, "sts": .sts, "dynamodb": .dynamoDB, "s3": .s3, "iam": .iam,
    "stepfunctions": .states,
  ]

  static let sts = Service(
    name: "AWS STS", endpointVariable: "AWS_ENDPOINT_URL_STS", signingName: "sts",
    hosts: .regionalWithGovCloudFIPS("sts"))

  static let organizations = Service(
    name: "AWS Organizations", endpointVariable: "AWS_ENDPOINT_URL_ORGANIZATIONS",
    signingName: "organizations",
    hosts: HostRule(
      signingRegion: { $0.partition.organizationsRegion },
      host: { region, variant in
        guard region.has(variant), let home = try? Region(region.partition.organizationsRegion)
        else { return nil }
        let isGovCloud = region.partition == .govCloud
        let own = EndpointVariant(
          useFIPS: variant.useFIPS && !isGovCloud, useDualStack: variant.useDualStack)
        return home.host("organizations", own)
      }))

  static let states = Service(
    name: "AWS Step Functions", endpointVariable: "AWS_ENDPOINT_URL_SFN", signingName: "states",
    hosts: HostRule { region, variant in
      guard region.has(variant) else { return nil }
      guard region.partition == .govCloud else { return region.host("states", variant) }
      return region.host("states", variant.useDualStack ? .fipsDualStack : .standard)
    })

  /// With the bucket of the table in the host's name.
  static let s3 = Service(
    name: "S3", endpointVariable: "AWS_ENDPOINT_URL_S3", signingName: "s3",
    signing: SigningOptions(
      encodesPathTwice: false, normalisesPath: false, sendsPayloadHash: true),
    hosts: HostRule { region, variant in
      let isChina = region.partition == .china
      guard !(isChina && variant.useFIPS), region.has(variant) else { return nil }
      if region.name == "us-east-1", variant == .standard { return "kr-runs.s3.amazonaws.com" }
      let label = (variant.useFIPS ? "s3-fips" : "s3") + (variant.useDualStack ? ".dualstack" : "")
      return region.host("kr-runs.\(label)", .standard)
    })
}

extension HostRule {
  /// GovCloud's hosts without dual stack are validated for FIPS under their common names.
  fileprivate static func regionalWithGovCloudFIPS(_ label: String) -> HostRule {
    HostRule { region, variant in
      guard region.has(variant) else { return nil }
      let isGovCloud = region.partition == .govCloud && variant == .fips
      return region.host(label, isGovCloud ? .standard : variant)
    }
  }
}

extension Region {
  /// botocore refuses dual stack in two partitions, for its endpoints.json does not have it,
  /// although its rule sets name hosts.
  fileprivate func has(_ variant: EndpointVariant) -> Bool {
    !variant.useDualStack || ![.isoE, .isoF].contains(partition)
  }
}

extension Partition {
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
