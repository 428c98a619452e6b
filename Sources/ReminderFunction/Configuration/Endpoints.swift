// SPDX-License-Identifier: Apache-2.0
import AWSClient
import DynamoDB
import IAM
import Organizations
import SES
import STS

/// The endpoints that the region and the SDKs' variables name.
struct Endpoints {
  let partition: Partition
  let iam: Endpoint
  let ses: Endpoint
  private let region: Region
  private let values: EndpointSettings

  init(_ settings: Settings) throws(ConfigurationError) {
    do throws(EndpointError) {
      values = try EndpointSettings(environment: settings.environment)
      region = try Region(settings["AWS_REGION"] ?? "")
      let sesRegion = try settings["SES_REGION"].map { name throws(EndpointError) in
        try Region(name, variable: "SES_REGION")
      }
      partition = region.partition
      iam = try Endpoint.resolve(.iam, region: region, settings: values)
      ses = try Endpoint.resolve(.ses, region: sesRegion ?? region, settings: values)
    } catch {
      throw ConfigurationError("\(error).")
    }
  }

  /// The endpoint of the table that remembers, in the function's own region.
  func ledger() throws(ConfigurationError) -> Endpoint { try resolve(.dynamoDB) }

  /// The endpoint that gives sessions of roles, in the function's own region.
  func sts() throws(ConfigurationError) -> Endpoint { try resolve(.sts) }

  /// The endpoint that knows the organization's accounts.
  func organizations() throws(ConfigurationError) -> Endpoint { try resolve(.organizations) }

  private func resolve(_ service: Service) throws(ConfigurationError) -> Endpoint {
    do throws(EndpointError) {
      return try Endpoint.resolve(service, region: region, settings: values)
    } catch {
      throw ConfigurationError("\(error).")
    }
  }
}
