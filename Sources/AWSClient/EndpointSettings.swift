// SPDX-License-Identifier: Apache-2.0

/// What the AWS SDKs' environment variables say about endpoints.
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
public struct EndpointSettings: Sendable, Equatable {
  /// `AWS_USE_FIPS_ENDPOINT`: endpoints whose cryptography is validated for FIPS 140.
  public let useFIPS: Bool
  /// `AWS_USE_DUALSTACK_ENDPOINT`: endpoints that have IPv6 addresses too.
  public let useDualStack: Bool
  /// `AWS_ENDPOINT_URL_IAM`, or else `AWS_ENDPOINT_URL`.
  public let iam: CustomEndpoint?
  /// `AWS_ENDPOINT_URL_SESV2`, or else `AWS_ENDPOINT_URL`.
  public let ses: CustomEndpoint?

  /// Reads the settings; a variable that is empty counts as one that is not there, and
  /// `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` makes those of endpoints count so.
  ///
  /// - Throws: ``EndpointError/invalidValue(variable:value:allowed:)``.
  public init(environment: [String: String]) throws(EndpointError) {
    useFIPS = try Self.flag("AWS_USE_FIPS_ENDPOINT", in: environment)
    useDualStack = try Self.flag("AWS_USE_DUALSTACK_ENDPOINT", in: environment)
    let ignored = try Self.flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", in: environment)
    let configured = ignored ? [:] : environment
    iam = try Self.custom("AWS_ENDPOINT_URL_IAM", in: configured)
    ses = try Self.custom("AWS_ENDPOINT_URL_SESV2", in: configured)
  }

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

  private static func custom(
    _ variable: String, in environment: [String: String]
  ) throws(EndpointError) -> CustomEndpoint? {
    for variable in [variable, "AWS_ENDPOINT_URL"] {
      guard let url = environment[variable], !url.isEmpty else { continue }
      return try CustomEndpoint(url, variable: variable)
    }
    return nil
  }
}
