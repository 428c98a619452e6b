// SPDX-License-Identifier: Apache-2.0

/// Why a configuration does not lead to an endpoint.
public enum EndpointError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A variable's value is not allowed. A URL's user, password and query are not in `value`.
  case invalidValue(variable: String, value: String, allowed: String)
  /// FIPS is configured together with a custom endpoint.
  case fipsWithCustomEndpoint(variable: String)
  /// Dual stack is configured together with a custom endpoint.
  case dualStackWithCustomEndpoint(variable: String)
  /// AWS does not offer the service in the region. The variable could name an endpoint.
  case notOffered(_ service: String, Region, variable: String)
  /// The service has no endpoint of this variant in the region.
  case variantNotOffered(_ service: String, Region, EndpointVariant)

  /// What is wrong and what to do, in one sentence or two.
  public var description: String {
    switch self {
    case .invalidValue(let variable, let value, let allowed):
      "\(variable) is \(value.isEmpty ? "empty" : "\"\(value)\""); it must be \(allowed)"
    case .fipsWithCustomEndpoint(let variable):
      "Invalid Configuration: FIPS and custom endpoint are not supported;"
        + " unset AWS_USE_FIPS_ENDPOINT or \(variable)"
    case .dualStackWithCustomEndpoint(let variable):
      "Invalid Configuration: Dualstack and custom endpoint are not supported;"
        + " unset AWS_USE_DUALSTACK_ENDPOINT or \(variable)"
    case .notOffered(let service, let region, let variable):
      "\(service) is not offered in \(region) (partition \(region.partition.rawValue)):"
        + " choose another region for it, or name its endpoint in \(variable)"
    case .variantNotOffered(let service, let region, let variant):
      "\(service) has no \(variant.words) endpoint in \(region)"
        + " (partition \(region.partition.rawValue)); unset \(variant.variables)"
    }
  }
}

extension EndpointVariant {
  fileprivate var words: String {
    switch self {
    case .standard: "public"
    case .fips: "FIPS"
    case .dualStack: "dual-stack"
    case .fipsDualStack: "dual-stack FIPS"
    }
  }

  fileprivate var variables: String {
    switch self {
    case .standard, .fips: "AWS_USE_FIPS_ENDPOINT"
    case .dualStack: "AWS_USE_DUALSTACK_ENDPOINT"
    case .fipsDualStack: "AWS_USE_FIPS_ENDPOINT or AWS_USE_DUALSTACK_ENDPOINT"
    }
  }
}
