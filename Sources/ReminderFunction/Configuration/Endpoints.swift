// SPDX-License-Identifier: Apache-2.0
import AWSClient
import IAM
import SES

/// The endpoints that the region and the SDKs' variables name.
struct Endpoints {
  let partition: Partition
  let iam: Endpoint
  let ses: Endpoint

  init(_ settings: Settings) throws(ConfigurationError) {
    do throws(EndpointError) {
      let values = try EndpointSettings(environment: settings.environment)
      let region = try Region(settings["AWS_REGION"] ?? "")
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
}
