// SPDX-License-Identifier: Apache-2.0
public import AWSClient

extension Service {
  /// AWS Identity and Access Management. Each partition has one endpoint, and requests to it are
  /// signed for the partition's own region wherever the caller runs.
  public static let iam = Service(
    name: "IAM", endpointVariable: "AWS_ENDPOINT_URL_IAM", signingName: "iam",
    hosts: HostRule(
      signingRegion: { $0.partition.iam.signingRegion },
      host: { $0.partition.iam.host($1) }))
}

/// The hosts of IAM in one partition. Their names follow no rule.
private struct IAMHosts {
  let signingRegion: String
  let standard: String
  let fips: String
  let dualStack: String
  let fipsDualStack: String

  func host(_ variant: EndpointVariant) -> String {
    switch variant {
    case .standard: standard
    case .fips: fips
    case .dualStack: dualStack
    case .fipsDualStack: fipsDualStack
    }
  }
}

extension Partition {
  /// From the rule set of IAM's endpoints in the SDKs.
  fileprivate var iam: IAMHosts {
    switch self {
    case .aws:
      IAMHosts(
        signingRegion: "us-east-1",
        standard: "iam.amazonaws.com", fips: "iam-fips.amazonaws.com",
        dualStack: "iam.global.api.aws", fipsDualStack: "iam-fips.global.api.aws")
    case .china:
      IAMHosts(
        signingRegion: "cn-north-1",
        standard: "iam.cn-north-1.amazonaws.com.cn", fips: "iam-fips.amazonaws.com.cn",
        dualStack: "iam.global.api.amazonwebservices.com.cn",
        fipsDualStack: "iam-fips.api.amazonwebservices.com.cn")
    case .govCloud:
      IAMHosts(
        signingRegion: "us-gov-west-1",
        standard: "iam.us-gov.amazonaws.com", fips: "iam.us-gov.amazonaws.com",
        dualStack: "iam.us-gov.api.aws", fipsDualStack: "iam.us-gov.api.aws")
    case .european:
      IAMHosts(
        signingRegion: "eusc-de-east-1",
        standard: "iam.eusc-de-east-1.amazonaws.eu", fips: "iam-fips.amazonaws.eu",
        dualStack: "iam.global.api.amazonwebservices.eu",
        fipsDualStack: "iam-fips.api.amazonwebservices.eu")
    case .iso:
      IAMHosts(
        signingRegion: "us-iso-east-1",
        standard: "iam.us-iso-east-1.c2s.ic.gov", fips: "iam-fips.us-iso-east-1.c2s.ic.gov",
        dualStack: "iam.api.aws.ic.gov", fipsDualStack: "iam-fips.api.aws.ic.gov")
    case .isoB:
      IAMHosts(
        signingRegion: "us-isob-east-1",
        standard: "iam.us-isob-east-1.sc2s.sgov.gov", fips: "iam-fips.us-isob-east-1.sc2s.sgov.gov",
        dualStack: "iam.api.aws.scloud", fipsDualStack: "iam-fips.api.aws.scloud")
    case .isoE:
      IAMHosts(
        signingRegion: "eu-isoe-west-1",
        standard: "iam.eu-isoe-west-1.cloud.adc-e.uk", fips: "iam-fips.cloud.adc-e.uk",
        dualStack: "iam.api.cloud-aws.adc-e.uk", fipsDualStack: "iam-fips.api.cloud-aws.adc-e.uk")
    case .isoF:
      IAMHosts(
        signingRegion: "us-isof-south-1",
        standard: "iam.us-isof-south-1.csp.hci.ic.gov", fips: "iam-fips.csp.hci.ic.gov",
        dualStack: "iam.api.aws.hci.ic.gov", fipsDualStack: "iam-fips.api.aws.hci.ic.gov")
    }
  }
}
