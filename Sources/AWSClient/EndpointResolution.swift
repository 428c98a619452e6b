// SPDX-License-Identifier: Apache-2.0

// Which host serves IAM and SES, and which region their signatures name, after the services'
// endpoint rule sets, which all AWS SDKs share.

extension Endpoint {
  /// IAM's endpoint: one a partition, which signs with its own region wherever the caller runs.
  ///
  /// - Throws: ``EndpointError`` when FIPS or dual stack is asked of a custom endpoint.
  public static func iam(
    region: Region, settings: EndpointSettings
  ) throws(EndpointError) -> Endpoint {
    let iam = region.partition.iam
    if let custom = settings.iam {
      return try Endpoint(custom, "iam", region: iam.region, settings: settings)
    }
    let host =
      switch (settings.useFIPS, settings.useDualStack) {
      case (false, false): iam.host
      case (true, false): iam.fips
      case (false, true): iam.dualStack
      case (true, true): iam.fipsDualStack
      }
    return Endpoint(host: host, signingName: "iam", signingRegion: iam.region)
  }

  /// SES's endpoint (API v2), which signs as `ses` with its region.
  ///
  /// - Throws: ``EndpointError`` when AWS has no SES there, or when FIPS or dual stack is asked of
  ///   a custom endpoint.
  public static func ses(
    region: Region, settings: EndpointSettings
  ) throws(EndpointError) -> Endpoint {
    if let custom = settings.ses {
      return try Endpoint(custom, "ses", region: region.name, settings: settings)
    }
    guard region.mayHaveSES else { throw .noSES(region) }
    return email(region: region, settings: settings)
  }

  static func email(region: Region, settings: EndpointSettings) -> Endpoint {
    let name = settings.useFIPS ? "email-fips" : "email"
    let partition = region.partition
    let suffix = settings.useDualStack ? partition.dualStackDNSSuffix : partition.dnsSuffix
    return Endpoint(
      host: "\(name).\(region).\(suffix)", signingName: "ses", signingRegion: region.name)
  }

  private init(host: String, signingName: String, signingRegion: String) {
    self.init(
      scheme: "https", authority: host, basePath: "", signingName: signingName,
      signingRegion: signingRegion)
  }

  private init(
    _ custom: CustomEndpoint, _ signingName: String, region: String, settings: EndpointSettings
  ) throws(EndpointError) {
    if settings.useFIPS { throw .fipsWithCustomEndpoint(variable: custom.variable) }
    if settings.useDualStack { throw .dualStackWithCustomEndpoint(variable: custom.variable) }
    self.init(
      scheme: custom.scheme, authority: custom.authority, basePath: custom.basePath,
      signingName: signingName, signingRegion: region)
  }
}

extension Region {
  /// False only where AWS is known to offer no SES: the China regions, and Hong Kong, which the
  /// SDKs' endpoints.json lists without it. A region that is not known is given the benefit of the
  /// doubt, for it may be new; the isolated partitions too, for what they have is not public.
  /// Should AWS open SES in one of these, `AWS_ENDPOINT_URL_SESV2` reaches it before this line
  /// is changed.
  fileprivate var mayHaveSES: Bool { partition != .china && name != "ap-east-1" }
}
