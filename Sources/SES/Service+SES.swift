// SPDX-License-Identifier: Apache-2.0
public import AWSClient

extension Service {
  /// Amazon SES, API v2. Each region has an endpoint, and requests are signed for the service
  /// `ses`.
  ///
  /// SES is not offered in the China regions and in Hong Kong, which the SDKs' endpoints.json
  /// leaves out. An unknown region may be new, and the services of the isolated partitions are not
  /// public: both are tried. If AWS opens SES in China or Hong Kong, `AWS_ENDPOINT_URL_SESV2`
  /// reaches it at once.
  public static let ses = Service(
    name: "Amazon SES", endpointVariable: "AWS_ENDPOINT_URL_SESV2", signingName: "ses",
    hosts: .regional("email"),
    isOffered: { $0.partition != .china && $0.name != "ap-east-1" })
}
