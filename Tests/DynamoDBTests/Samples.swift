// SPDX-License-Identifier: Apache-2.0
import AWSClient
import DynamoDB
import HTTP
import SigV4
import TestSupport

extension AWSClient {
  /// A client of DynamoDB in a region, whose time passes at once.
  static func sample(_ transport: ScriptedTransport) throws -> AWSClient {
    let endpoint = try Endpoint.resolve(
      .dynamoDB, region: Region("eu-central-1"), settings: EndpointSettings(environment: [:]))
    let credentials = Credentials(
      accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: nil)
    return AWSClient(
      endpoint: endpoint,
      shared: SharedState(transport: transport, time: ManualTime(), random: { 1 }),
      credentials: credentials)
  }

}

extension Deadline {
  /// One that no test reaches.
  static let sample = Deadline(in: .seconds(3600), by: ManualTime())
}

extension [ScriptedTransport.Reply] {
  /// Responses, one for each request.
  static func replies(_ responses: Response...) -> Self {
    responses.map { response in { _ in .success(response) } }
  }
}
