// SPDX-License-Identifier: Apache-2.0
import DynamoDB
import IAM
import Organizations
import STS

@testable import AWSClient
@testable import S3

// Services as their own modules would declare them.

extension Service {
  /// The services of endpoints-org.csv, by the names it has for them.
  static let sample: [String: Service] = [
    "organizations": .organizations, "sts": .sts, "dynamodb": .dynamoDB,
    "s3": .s3(bucket: "kr-runs"), "iam": .iam,
    "stepfunctions": .states,
  ]

  static let states = Service(
    name: "AWS Step Functions", endpointVariable: "AWS_ENDPOINT_URL_SFN", signingName: "states",
    hosts: HostRule { region, variant in
      guard region.has(variant) else { return nil }
      guard region.partition == .govCloud else { return region.host("states", variant) }
      return region.host("states", variant.useDualStack ? .fipsDualStack : .standard)
    })
}

extension Region {
  fileprivate func has(_ variant: EndpointVariant) -> Bool {
    !variant.useDualStack || partition.hasDualStackHosts
  }
}
