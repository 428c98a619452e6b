// SPDX-License-Identifier: Apache-2.0

/// Where a partition's IAM is; no rule makes one host's name out of another's.
struct GlobalIAM {
  let region: String
  let host: String
  let fips: String
  let dualStack: String
  let fipsDualStack: String
}

extension Partition {
  /// From the rule set of IAM's endpoints in the SDKs.
  var iam: GlobalIAM {
    switch self {
    case .aws:
      GlobalIAM(
        region: "us-east-1",
        host: "iam.amazonaws.com", fips: "iam-fips.amazonaws.com",
        dualStack: "iam.global.api.aws", fipsDualStack: "iam-fips.global.api.aws")
    case .china:
      GlobalIAM(
        region: "cn-north-1",
        host: "iam.cn-north-1.amazonaws.com.cn", fips: "iam-fips.amazonaws.com.cn",
        dualStack: "iam.global.api.amazonwebservices.com.cn",
        fipsDualStack: "iam-fips.api.amazonwebservices.com.cn")
    case .govCloud:
      GlobalIAM(
        region: "us-gov-west-1",
        host: "iam.us-gov.amazonaws.com", fips: "iam.us-gov.amazonaws.com",
        dualStack: "iam.us-gov.api.aws", fipsDualStack: "iam.us-gov.api.aws")
    case .european:
      GlobalIAM(
        region: "eusc-de-east-1",
        host: "iam.eusc-de-east-1.amazonaws.eu", fips: "iam-fips.amazonaws.eu",
        dualStack: "iam.global.api.amazonwebservices.eu",
        fipsDualStack: "iam-fips.api.amazonwebservices.eu")
    case .iso:
      GlobalIAM(
        region: "us-iso-east-1",
        host: "iam.us-iso-east-1.c2s.ic.gov", fips: "iam-fips.us-iso-east-1.c2s.ic.gov",
        dualStack: "iam.api.aws.ic.gov", fipsDualStack: "iam-fips.api.aws.ic.gov")
    case .isoB:
      GlobalIAM(
        region: "us-isob-east-1",
        host: "iam.us-isob-east-1.sc2s.sgov.gov", fips: "iam-fips.us-isob-east-1.sc2s.sgov.gov",
        dualStack: "iam.api.aws.scloud", fipsDualStack: "iam-fips.api.aws.scloud")
    case .isoE:
      GlobalIAM(
        region: "eu-isoe-west-1",
        host: "iam.eu-isoe-west-1.cloud.adc-e.uk", fips: "iam-fips.cloud.adc-e.uk",
        dualStack: "iam.api.cloud-aws.adc-e.uk", fipsDualStack: "iam-fips.api.cloud-aws.adc-e.uk")
    case .isoF:
      GlobalIAM(
        region: "us-isof-south-1",
        host: "iam.us-isof-south-1.csp.hci.ic.gov", fips: "iam-fips.csp.hci.ic.gov",
        dualStack: "iam.api.aws.hci.ic.gov", fipsDualStack: "iam-fips.api.aws.hci.ic.gov")
    }
  }
}
