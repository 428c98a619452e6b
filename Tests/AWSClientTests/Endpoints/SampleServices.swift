// SPDX-License-Identifier: Apache-2.0
import DynamoDB
import IAM
import Organizations
import STS
import SigV4

@testable import AWSClient

// Services as their own modules would declare them.

extension Service {
  /// The services of endpoints-org.csv, by the names it has for them.
  static let sample: [String: Service] = [
    "organizations": .organizations, "sts": .sts, "dynamodb": .dynamoDB, "s3": .s3, "iam": .iam,
    "stepfunctions": .states,
  ]

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

extension Region {
  fileprivate func has(_ variant: EndpointVariant) -> Bool {
    !variant.useDualStack || partition.hasDualStackHosts
  }
}
