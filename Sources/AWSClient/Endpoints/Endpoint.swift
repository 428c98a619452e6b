// SPDX-License-Identifier: Apache-2.0
public import SigV4

/// Where a service is called and how a call to it is signed.
public struct Endpoint: Sendable, Equatable {
  /// `https`, or `http` for a loopback address.
  public let scheme: String
  /// The value of the `Host` field: the host, and the port when it is not the scheme's own.
  public let authority: String
  /// What precedes every operation's path: empty, or `/prefix` without a slash at its end.
  public let basePath: String
  /// The name in the signatures' scope: `iam`, `ses`.
  public let signingName: String
  /// The region in the signatures' scope. A custom endpoint does not change it.
  public let signingRegion: String
  /// How requests are signed.
  public let signing: SigningOptions
}

extension Endpoint {
  /// The endpoint of `service` for a caller in `region`.
  ///
  /// - Throws: ``EndpointError`` when AWS offers none there, when the endpoint that the user names
  ///   cannot be one, or when it is combined with FIPS or dual stack.
  public static func resolve(
    _ service: Service, region: Region, settings: EndpointSettings
  ) throws(EndpointError) -> Endpoint {
    let variant = settings.variant
    if let custom = try settings.customEndpoint(of: service) {
      if variant.useFIPS { throw .fipsWithCustomEndpoint(variable: custom.variable) }
      if variant.useDualStack { throw .dualStackWithCustomEndpoint(variable: custom.variable) }
      return Endpoint(
        service, region, scheme: custom.scheme, authority: custom.authority,
        basePath: custom.basePath)
    }
    guard service.isOffered(region) else {
      throw .notOffered(service.name, region, variable: service.endpointVariable)
    }
    guard let host = service.hosts.host(region, variant) else {
      throw .variantNotOffered(service.name, region, variant)
    }
    return Endpoint(service, region, scheme: "https", authority: host, basePath: "")
  }

  private init(
    _ service: Service, _ region: Region, scheme: String, authority: String, basePath: String
  ) {
    self.init(
      scheme: scheme, authority: authority, basePath: basePath, signingName: service.signingName,
      signingRegion: service.hosts.signingRegion(region), signing: service.signing)
  }
}
