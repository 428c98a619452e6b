// SPDX-License-Identifier: Apache-2.0
import IAM
import Testing
import TestSupport

@testable import AWSClient

/// botocore's endpoints of services that the program does not call yet, in every partition and
/// variant: a service is added as a value. `OracleTests` has the same without the shared vectors.
@Suite(
  .limited,
  .enabled(if: Vectors.areHere, "../shared/vectors is not here and VECTORS names no other place"))
struct OrganizationEndpointTests {
  @Test func tableIsWhole() {
    #expect(OrganizationEndpointRow.all.count == 212)
    #expect(Set(OrganizationEndpointRow.all.map(\.service)) == Set(Service.sample.keys))
  }

  @Test(arguments: OrganizationEndpointRow.all) func agrees(_ row: OrganizationEndpointRow) throws {
    guard let url = row.url else {
      #expect(throws: EndpointError.self) { try row.resolve() }
      return
    }
    let endpoint = try row.resolve()
    #expect("\(endpoint.scheme)://\(endpoint.authority)\(endpoint.basePath)/" == url)
    #expect("\(endpoint.signingRegion)/\(endpoint.signingName)" == row.scope)
  }
}

struct OrganizationEndpointRow: Sendable, CustomTestStringConvertible {
  let service, partition, region: String
  let variant: EndpointVariant
  /// Without the query; `nil` where botocore refuses.
  let url: String?
  let scope: String
  var testDescription: String { "\(service) in \(region), \(variant)" }

  private init(_ line: Substring) {
    let cells = line.split(separator: ",", maxSplits: 5, omittingEmptySubsequences: false)
    (service, partition, region) = (String(cells[0]), String(cells[1]), String(cells[2]))
    variant = EndpointVariant(useFIPS: cells[3] == "fips", useDualStack: cells[4] == "dual")
    let result = cells[5].split(separator: ",", omittingEmptySubsequences: false)
    url = result[0].hasPrefix("https:") ? String(result[0].prefix { $0 != "?" }) : nil
    scope = result.last.map(String.init) ?? ""
  }

  /// All rows but those of IAM that botocore refuses: EndpointRulesTests has what its rule set
  /// says.
  static let all: [OrganizationEndpointRow] = {
    let text = (try? Vectors.text("endpoints/endpoints-org.csv")) ?? ""
    return text.split(whereSeparator: \.isNewline).dropFirst().map(OrganizationEndpointRow.init)
      .filter { $0.service != "iam" || $0.url != nil }
  }()

  func resolve() throws -> Endpoint {
    let settings = try EndpointSettings(environment: [
      "AWS_USE_FIPS_ENDPOINT": "\(variant.useFIPS)",
      "AWS_USE_DUALSTACK_ENDPOINT": "\(variant.useDualStack)",
    ])
    let service = try #require(Service.sample[service])
    return try .resolve(service, region: Region(region), settings: settings)
  }
}
