// SPDX-License-Identifier: Apache-2.0
public import AWSClient

extension Service {
  /// Amazon DynamoDB: an endpoint in each region, which signs as `dynamodb`.
  public static let dynamoDB = Service(
    name: "Amazon DynamoDB", endpointVariable: "AWS_ENDPOINT_URL_DYNAMODB",
    signingName: "dynamodb", hosts: .regionalWithCommonGovCloud("dynamodb"))
}
