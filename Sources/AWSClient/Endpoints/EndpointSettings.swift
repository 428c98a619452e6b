// SPDX-License-Identifier: Apache-2.0

/// What the AWS SDKs' environment variables say about endpoints.
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
public struct EndpointSettings: Sendable, Equatable {
  /// `AWS_USE_FIPS_ENDPOINT` and `AWS_USE_DUALSTACK_ENDPOINT`.
  public let variant: EndpointVariant
  /// The variables that name endpoints and are not ignored.
  private let urls: [String: String]

  /// Reads the settings. An empty variable counts as not set;
  /// with `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` so do those that name endpoints.
  ///
  /// - Throws: ``EndpointError/invalidValue(variable:value:allowed:)``.
  public init(environment: [String: String]) throws(EndpointError) {
    variant = EndpointVariant(
      useFIPS: try Self.flag("AWS_USE_FIPS_ENDPOINT", in: environment),
      useDualStack: try Self.flag("AWS_USE_DUALSTACK_ENDPOINT", in: environment))
    let areIgnored = try Self.flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", in: environment)
    urls =
      areIgnored
      ? [:] : environment.filter { $0.hasPrefix(Self.anyService) && !$1.isEmpty }
  }

  /// Whether the user names the endpoint of `service`.
  public func namesEndpoint(of service: Service) -> Bool {
    [service.endpointVariable, Self.anyService].contains { urls[$0] != nil }
  }

  /// The endpoint that the service's own variable names, or else `AWS_ENDPOINT_URL`.
  ///
  /// - Throws: ``EndpointError/invalidValue(variable:value:allowed:)``.
  func customEndpoint(of service: Service) throws(EndpointError) -> CustomEndpoint? {
    for variable in [service.endpointVariable, Self.anyService] {
      if let url = urls[variable] { return try CustomEndpoint(url, variable: variable) }
    }
    return nil
  }

  private static let anyService = "AWS_ENDPOINT_URL"

  private static func flag(
    _ variable: String, in environment: [String: String]
  ) throws(EndpointError) -> Bool {
    let value = environment[variable] ?? ""
    switch value.lowercased() {
    case "true": return true
    case "false", "": return false
    default: throw .invalidValue(variable: variable, value: value, allowed: "true or false")
    }
  }
}
