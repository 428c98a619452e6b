// SPDX-License-Identifier: Apache-2.0
public import AWSClient

extension Service {
  /// AWS Security Token Service: an endpoint in each region, which signs as `sts` for that region.
  /// Its global endpoint is not used: it is one region's, and slower to reach from the others.
  public static let sts = Service(
    name: "AWS STS", endpointVariable: "AWS_ENDPOINT_URL_STS", signingName: "sts",
    hosts: .regionalWithCommonGovCloud("sts"))
}
