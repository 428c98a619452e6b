// SPDX-License-Identifier: Apache-2.0
public import AWSClient

extension Service {
  /// Amazon SES, API v2: an endpoint in each region, which signs as `ses`.
  ///
  /// The China regions have no SES, nor has Hong Kong, which the SDKs' endpoints.json leaves out.
  /// An unknown region may be new, and what the isolated partitions have is not public: both are
  /// tried. Should AWS open SES in one of the regions below, `AWS_ENDPOINT_URL_SESV2` reaches it at
  /// once.
  public static let ses = Service(
    name: "Amazon SES", endpointVariable: "AWS_ENDPOINT_URL_SESV2", signingName: "ses",
    hosts: .regional("email"),
    isOffered: { $0.partition != .china && $0.name != "ap-east-1" })
}
