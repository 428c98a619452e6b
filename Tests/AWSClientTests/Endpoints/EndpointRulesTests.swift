// SPDX-License-Identifier: Apache-2.0
import IAM
import S3
import SES
import Testing
import TestSupport

@testable import AWSClient

/// Every kind of endpoint in every partition, as botocore resolves it.
@Suite(.limited) struct EndpointRulesTests {
  @Test(arguments: table.split(whereSeparator: \.isNewline).map(String.init))
  func agreesWithBotocore(row: String) throws {
    let words = row.split(separator: " ").map(String.init)
    let settings = try EndpointSettings(environment: [
      "AWS_USE_FIPS_ENDPOINT": words[2], "AWS_USE_DUALSTACK_ENDPOINT": words[3],
    ])
    let region = try Region(words[1])
    var service = words[0] == "iam" ? Service.iam : .ses
    // botocore names hosts for China, where SES is not offered.
    service.isOffered = { _ in true }
    let endpoint = try Endpoint.resolve(service, region: region, settings: settings)
    #expect("\(endpoint.scheme)://\(endpoint.authority)\(endpoint.basePath)" == words[4])
    #expect(endpoint.signingRegion == words[5])
  }

  @Test func aMissingVariantIsNamed() throws {
    let settings = try EndpointSettings(environment: ["AWS_USE_FIPS_ENDPOINT": "true"])
    let error = #expect(throws: EndpointError.self) {
      try Endpoint.resolve(.s3, region: Region("cn-north-1"), settings: settings)
    }
    #expect(
      error?.description == "Amazon S3 has no FIPS endpoint in cn-north-1 (partition aws-cn);"
        + " unset AWS_USE_FIPS_ENDPOINT")
  }

  /// Service, region, FIPS, dual stack, URL, the signature's region. Made by Oracle/endpoints.py
  /// with botocore 1.43.127.
  static let table = """
    iam us-east-1 false false https://iam.amazonaws.com us-east-1
    iam us-east-1 false true https://iam.global.api.aws us-east-1
    iam us-east-1 true false https://iam-fips.amazonaws.com us-east-1
    iam us-east-1 true true https://iam-fips.global.api.aws us-east-1
    iam eu-west-1 false false https://iam.amazonaws.com us-east-1
    iam eu-west-1 false true https://iam.global.api.aws us-east-1
    iam eu-west-1 true false https://iam-fips.amazonaws.com us-east-1
    iam eu-west-1 true true https://iam-fips.global.api.aws us-east-1
    iam cn-north-1 false false https://iam.cn-north-1.amazonaws.com.cn cn-north-1
    iam cn-north-1 false true https://iam.global.api.amazonwebservices.com.cn cn-north-1
    iam cn-north-1 true false https://iam-fips.amazonaws.com.cn cn-north-1
    iam cn-north-1 true true https://iam-fips.api.amazonwebservices.com.cn cn-north-1
    iam us-gov-west-1 false false https://iam.us-gov.amazonaws.com us-gov-west-1
    iam us-gov-west-1 false true https://iam.us-gov.api.aws us-gov-west-1
    iam us-gov-west-1 true false https://iam.us-gov.amazonaws.com us-gov-west-1
    iam us-gov-west-1 true true https://iam.us-gov.api.aws us-gov-west-1
    iam eusc-de-east-1 false false https://iam.eusc-de-east-1.amazonaws.eu eusc-de-east-1
    iam eusc-de-east-1 false true https://iam.global.api.amazonwebservices.eu eusc-de-east-1
    iam eusc-de-east-1 true false https://iam-fips.amazonaws.eu eusc-de-east-1
    iam eusc-de-east-1 true true https://iam-fips.api.amazonwebservices.eu eusc-de-east-1
    iam us-iso-east-1 false false https://iam.us-iso-east-1.c2s.ic.gov us-iso-east-1
    iam us-iso-east-1 false true https://iam.api.aws.ic.gov us-iso-east-1
    iam us-iso-east-1 true false https://iam-fips.us-iso-east-1.c2s.ic.gov us-iso-east-1
    iam us-iso-east-1 true true https://iam-fips.api.aws.ic.gov us-iso-east-1
    iam us-isob-east-1 false false https://iam.us-isob-east-1.sc2s.sgov.gov us-isob-east-1
    iam us-isob-east-1 false true https://iam.api.aws.scloud us-isob-east-1
    iam us-isob-east-1 true false https://iam-fips.us-isob-east-1.sc2s.sgov.gov us-isob-east-1
    iam us-isob-east-1 true true https://iam-fips.api.aws.scloud us-isob-east-1
    iam eu-isoe-west-1 false false https://iam.eu-isoe-west-1.cloud.adc-e.uk eu-isoe-west-1
    iam eu-isoe-west-1 false true https://iam.api.cloud-aws.adc-e.uk eu-isoe-west-1
    iam eu-isoe-west-1 true false https://iam-fips.cloud.adc-e.uk eu-isoe-west-1
    iam eu-isoe-west-1 true true https://iam-fips.api.cloud-aws.adc-e.uk eu-isoe-west-1
    iam us-isof-south-1 false false https://iam.us-isof-south-1.csp.hci.ic.gov us-isof-south-1
    iam us-isof-south-1 false true https://iam.api.aws.hci.ic.gov us-isof-south-1
    iam us-isof-south-1 true false https://iam-fips.csp.hci.ic.gov us-isof-south-1
    iam us-isof-south-1 true true https://iam-fips.api.aws.hci.ic.gov us-isof-south-1
    sesv2 us-east-1 false false https://email.us-east-1.amazonaws.com us-east-1
    sesv2 us-east-1 false true https://email.us-east-1.api.aws us-east-1
    sesv2 us-east-1 true false https://email-fips.us-east-1.amazonaws.com us-east-1
    sesv2 us-east-1 true true https://email-fips.us-east-1.api.aws us-east-1
    sesv2 eu-west-1 false false https://email.eu-west-1.amazonaws.com eu-west-1
    sesv2 eu-west-1 false true https://email.eu-west-1.api.aws eu-west-1
    sesv2 eu-west-1 true false https://email-fips.eu-west-1.amazonaws.com eu-west-1
    sesv2 eu-west-1 true true https://email-fips.eu-west-1.api.aws eu-west-1
    sesv2 cn-north-1 false false https://email.cn-north-1.amazonaws.com.cn cn-north-1
    sesv2 cn-north-1 false true https://email.cn-north-1.api.amazonwebservices.com.cn cn-north-1
    sesv2 cn-north-1 true false https://email-fips.cn-north-1.amazonaws.com.cn cn-north-1
    sesv2 cn-north-1 true true https://email-fips.cn-north-1.api.amazonwebservices.com.cn cn-north-1
    sesv2 us-gov-west-1 false false https://email.us-gov-west-1.amazonaws.com us-gov-west-1
    sesv2 us-gov-west-1 false true https://email.us-gov-west-1.api.aws us-gov-west-1
    sesv2 us-gov-west-1 true false https://email-fips.us-gov-west-1.amazonaws.com us-gov-west-1
    sesv2 us-gov-west-1 true true https://email-fips.us-gov-west-1.api.aws us-gov-west-1
    sesv2 eusc-de-east-1 false false https://email.eusc-de-east-1.amazonaws.eu eusc-de-east-1
    sesv2 eusc-de-east-1 false true https://email.eusc-de-east-1.api.amazonwebservices.eu eusc-de-east-1
    sesv2 eusc-de-east-1 true false https://email-fips.eusc-de-east-1.amazonaws.eu eusc-de-east-1
    sesv2 eusc-de-east-1 true true https://email-fips.eusc-de-east-1.api.amazonwebservices.eu eusc-de-east-1
    sesv2 us-iso-east-1 false false https://email.us-iso-east-1.c2s.ic.gov us-iso-east-1
    sesv2 us-iso-east-1 false true https://email.us-iso-east-1.api.aws.ic.gov us-iso-east-1
    sesv2 us-iso-east-1 true false https://email-fips.us-iso-east-1.c2s.ic.gov us-iso-east-1
    sesv2 us-iso-east-1 true true https://email-fips.us-iso-east-1.api.aws.ic.gov us-iso-east-1
    sesv2 us-isob-east-1 false false https://email.us-isob-east-1.sc2s.sgov.gov us-isob-east-1
    sesv2 us-isob-east-1 false true https://email.us-isob-east-1.api.aws.scloud us-isob-east-1
    sesv2 us-isob-east-1 true false https://email-fips.us-isob-east-1.sc2s.sgov.gov us-isob-east-1
    sesv2 us-isob-east-1 true true https://email-fips.us-isob-east-1.api.aws.scloud us-isob-east-1
    sesv2 eu-isoe-west-1 false false https://email.eu-isoe-west-1.cloud.adc-e.uk eu-isoe-west-1
    sesv2 eu-isoe-west-1 false true https://email.eu-isoe-west-1.api.cloud-aws.adc-e.uk eu-isoe-west-1
    sesv2 eu-isoe-west-1 true false https://email-fips.eu-isoe-west-1.cloud.adc-e.uk eu-isoe-west-1
    sesv2 eu-isoe-west-1 true true https://email-fips.eu-isoe-west-1.api.cloud-aws.adc-e.uk eu-isoe-west-1
    sesv2 us-isof-south-1 false false https://email.us-isof-south-1.csp.hci.ic.gov us-isof-south-1
    sesv2 us-isof-south-1 false true https://email.us-isof-south-1.api.aws.hci.ic.gov us-isof-south-1
    sesv2 us-isof-south-1 true false https://email-fips.us-isof-south-1.csp.hci.ic.gov us-isof-south-1
    sesv2 us-isof-south-1 true true https://email-fips.us-isof-south-1.api.aws.hci.ic.gov us-isof-south-1
    """
}
