// SPDX-License-Identifier: Apache-2.0
import IAM
import SES
import Testing
import TestSupport

@testable import AWSClient

/// The SDKs' own table of endpoints: every row of IAM and SES v2 that this client can be asked for.
@Suite(
  .limited,
  .enabled(if: Vectors.areHere, "../shared/vectors is not here and VECTORS names no other place"))
struct EndpointTableTests {
  @Test func tableIsWhole() {
    #expect(EndpointRow.all.filter { $0.service == "iam" }.count == 26)
    #expect(EndpointRow.all.filter { $0.service == "sesv2" }.count == 44)
  }

  @Test(arguments: EndpointRow.all) func agrees(_ row: EndpointRow) throws {
    guard row.error.isEmpty else {
      let error = #expect(throws: EndpointError.self) { try row.resolve() }
      let isMissingRegion = row.error == "Invalid Configuration: Missing Region"
      let words = isMissingRegion ? "AWS_REGION is empty" : row.error
      #expect(error?.description.hasPrefix(words) == true)
      return
    }
    let endpoint = try row.resolve()
    #expect("\(endpoint.scheme)://\(endpoint.authority)\(endpoint.basePath)" == row.url)
    #expect(endpoint.signingName == (row.service == "iam" ? "iam" : "ses"))
    if row.service == "sesv2", !row.region.isEmpty { #expect(endpoint.signingRegion == row.region) }
    if !row.signingRegion.isEmpty { #expect(endpoint.signingRegion == row.signingRegion) }
  }
}

struct EndpointRow: Sendable, CustomTestStringConvertible {
  let service, region, fips, dualStack, custom, url, signingRegion, error, documentation: String
  var testDescription: String { "\(service): \(documentation)" }

  private init(_ line: Substring) {
    let cells = line.split(separator: ",", maxSplits: 12, omittingEmptySubsequences: false)
      .map(String.init)
    (service, region, fips, dualStack, custom) = (cells[0], cells[1], cells[2], cells[3], cells[5])
    (url, signingRegion, error, documentation) = (cells[7], cells[9], cells[11], cells[12])
    isOfMultiRegionEndpoint = !cells[6].isEmpty || error.hasPrefix("EndpointId")
  }

  /// Multi-region endpoints of SES (`EndpointId`) are signed with SigV4a, an algorithm that we do
  /// not have, and the contract knows no setting that names one.
  private let isOfMultiRegionEndpoint: Bool

  static let all: [EndpointRow] = {
    let text = (try? Vectors.text("endpoints/endpoints-table.csv")) ?? ""
    return text.split(whereSeparator: \.isNewline).dropFirst().map(EndpointRow.init)
      .filter { ["iam", "sesv2"].contains($0.service) && !$0.isOfMultiRegionEndpoint }
  }()

  func resolve() throws -> Endpoint {
    let settings = try EndpointSettings(environment: [
      "AWS_USE_FIPS_ENDPOINT": fips, "AWS_USE_DUALSTACK_ENDPOINT": dualStack,
      "AWS_ENDPOINT_URL": custom,
    ])
    // Lambda always names a region; where the table has none beside a custom endpoint, any does.
    let region = try Region(region.isEmpty && !custom.isEmpty ? "us-east-1" : region)
    if service == "iam" { return try .resolve(.iam, region: region, settings: settings) }
    var ses = Service.ses
    // The table names hosts for China, where SES is not offered.
    ses.isOffered = { _ in true }
    return try .resolve(ses, region: region, settings: settings)
  }
}
