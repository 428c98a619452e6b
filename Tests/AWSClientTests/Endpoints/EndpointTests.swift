// SPDX-License-Identifier: Apache-2.0
import IAM
import SES
import SigV4
import Testing
import TestSupport

@testable import AWSClient

@Suite(.limited) struct EndpointTests {
  private func settings(_ environment: [String: String] = [:]) throws -> EndpointSettings {
    try EndpointSettings(environment: environment)
  }

  @Test func iamSignsWithItsPartitionsRegion() throws {
    let endpoint = try Endpoint.resolve(.iam, region: Region("eu-west-1"), settings: settings())
    #expect(
      endpoint
        == Endpoint(
          scheme: "https", authority: "iam.amazonaws.com", basePath: "", signingName: "iam",
          signingRegion: "us-east-1", signing: .standard))
  }

  @Test func sesSignsAsSESWithItsRegion() throws {
    let endpoint = try Endpoint.resolve(.ses, region: Region("eu-west-1"), settings: settings())
    #expect(
      endpoint
        == Endpoint(
          scheme: "https", authority: "email.eu-west-1.amazonaws.com", basePath: "",
          signingName: "ses", signingRegion: "eu-west-1", signing: .standard))
  }

  @Test(arguments: ["cn-north-1", "cn-northwest-1", "ap-east-1"])
  func sesIsRefusedWhereThereIsNone(_ name: String) throws {
    let region = try Region(name)
    let error = #expect(
      throws: EndpointError.notOffered("Amazon SES", region, variable: "AWS_ENDPOINT_URL_SESV2")
    ) {
      try Endpoint.resolve(.ses, region: region, settings: settings())
    }
    #expect(error?.description.contains("AWS_ENDPOINT_URL_SESV2") == true)
    let url = "https://email.\(name).example"
    let custom = try Endpoint.resolve(
      .ses, region: region, settings: settings(["AWS_ENDPOINT_URL_SESV2": url]))
    #expect(custom.authority == "email.\(name).example")
    #expect(custom.signingRegion == name)
  }

  @Test(arguments: ["eu-moon-1", "us-iso-west-1", "eusc-de-east-1", "us-gov-east-1", "me-west-1"])
  func sesIsNotRefusedWhereItMayBe(_ name: String) throws {
    #expect(throws: Never.self) {
      try Endpoint.resolve(.ses, region: Region(name), settings: settings())
    }
  }

  @Test func customEndpointChangesNeitherNameNorRegion() throws {
    let settings = try settings(["AWS_ENDPOINT_URL": "http://127.0.0.1:5000/base/"])
    let expected = { (name: String, region: String) in
      Endpoint(
        scheme: "http", authority: "127.0.0.1:5000", basePath: "/base", signingName: name,
        signingRegion: region, signing: .standard)
    }
    let (eu, cn) = (try Region("eu-west-1"), try Region("cn-northwest-1"))
    #expect(
      try Endpoint.resolve(.iam, region: eu, settings: settings) == expected("iam", "us-east-1"))
    #expect(
      try Endpoint.resolve(.iam, region: cn, settings: settings) == expected("iam", "cn-north-1"))
    #expect(
      try Endpoint.resolve(.ses, region: eu, settings: settings) == expected("ses", "eu-west-1"))
  }

  @Test func customEndpointGoesWithNeitherFIPSNorDualStack() throws {
    let region = try Region("us-east-1")
    let url = ["AWS_ENDPOINT_URL_IAM": "https://example.com", "AWS_USE_FIPS_ENDPOINT": "true"]
    let error = #expect(throws: EndpointError.self) {
      try Endpoint.resolve(.iam, region: region, settings: settings(url))
    }
    #expect(
      error?.description
        == "Invalid Configuration: FIPS and custom endpoint are not supported;"
        + " unset AWS_USE_FIPS_ENDPOINT or AWS_ENDPOINT_URL_IAM")
    #expect(throws: Never.self) {
      try Endpoint.resolve(.ses, region: region, settings: settings(url))
    }
  }

  @Test(arguments: [
    (
      "aws",
      """
      af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-south-2 ap-southeast-7 ca-west-1 eu-central-2
      il-central-1 me-central-1 mx-central-1 sa-east-1 us-east-1 us-west-2 us-govern-1 moon-1 x
      """
    ),
    ("aws-cn", "cn-north-1 cn-northwest-1"), ("aws-eusc", "eusc-de-east-1"),
    ("aws-us-gov", "us-gov-east-1 us-gov-west-1"), ("aws-iso", "us-iso-east-1 us-iso-west-1"),
    ("aws-iso-b", "us-isob-east-1 us-isob-west-1"), ("aws-iso-e", "eu-isoe-west-1"),
    ("aws-iso-f", "us-isof-east-1 us-isof-south-1"),
  ])
  func regionHasAPartition(_ partition: String, _ regions: String) throws {
    for name in regions.split(whereSeparator: \.isWhitespace) {
      #expect(try Region(String(name)).partition.rawValue == partition)
    }
  }

  @Test(arguments: [
    "", "EU-WEST-1", "eu west-1", "eu-west-1.evil.com", "eu/west", "-eu", "eu-", "eü-west-1",
    "eu-west-1\n", "a@b", String(repeating: "a", count: 64),
  ])
  func whatIsNoRegionIsRefused(_ name: String) {
    let error = #expect(throws: EndpointError.self) { try Region(name, variable: "SES_REGION") }
    #expect(error?.description.hasPrefix("SES_REGION is ") == true)
  }

  @Test func partitionsKnowTheirPublicHosts() {
    #expect(Partition.aws.consoleHost == "console.aws.amazon.com")
    #expect(Partition.govCloud.consoleHost == "console.amazonaws-us-gov.com")
    #expect(Partition.china.documentationHost == "docs.amazonaws.cn")
    #expect(Partition.iso.consoleHost == nil)
  }
}
