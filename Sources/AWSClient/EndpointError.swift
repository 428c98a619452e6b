// SPDX-License-Identifier: Apache-2.0

/// A configuration that leads to no endpoint.
public enum EndpointError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A variable's value is not allowed. A URL's user, password and query are not in `value`.
  case invalidValue(variable: String, value: String, allowed: String)
  /// FIPS is asked for, and so is an endpoint of the user's own.
  case fipsWithCustomEndpoint(variable: String)
  /// Dual stack is asked for, and so is an endpoint of the user's own.
  case dualStackWithCustomEndpoint(variable: String)
  /// AWS does not offer SES there.
  case noSES(Region)

  /// What is wrong and what to do, in one sentence or two.
  public var description: String {
    switch self {
    case .invalidValue(let variable, let value, let allowed):
      "\(variable) is \(value.isEmpty ? "empty" : "\"\(value)\""); allowed is \(allowed)"
    case .fipsWithCustomEndpoint(let variable):
      "Invalid Configuration: FIPS and custom endpoint are not supported;"
        + " unset AWS_USE_FIPS_ENDPOINT or \(variable)"
    case .dualStackWithCustomEndpoint(let variable):
      "Invalid Configuration: Dualstack and custom endpoint are not supported;"
        + " unset AWS_USE_DUALSTACK_ENDPOINT or \(variable)"
    case .noSES(let region):
      "Amazon SES is not offered in \(region) (partition \(region.partition.rawValue)):"
        + " choose another region for it, or name its endpoint in AWS_ENDPOINT_URL_SESV2"
    }
  }
}
