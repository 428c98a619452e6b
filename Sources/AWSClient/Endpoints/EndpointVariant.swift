// SPDX-License-Identifier: Apache-2.0

/// Which kind of endpoint the user asks for.
public enum EndpointVariant: Sendable {
  /// Neither FIPS nor dual stack.
  case standard
  /// Cryptography that is validated for FIPS 140.
  case fips
  /// IPv6 addresses besides IPv4 addresses.
  case dualStack
  /// Both.
  case fipsDualStack

  /// Creates the variant that the two settings ask for.
  public init(useFIPS: Bool, useDualStack: Bool) {
    self =
      useDualStack ? (useFIPS ? .fipsDualStack : .dualStack) : (useFIPS ? .fips : .standard)
  }

  /// Whether FIPS is asked for.
  public var useFIPS: Bool { self == .fips || self == .fipsDualStack }
  /// Whether dual stack is asked for.
  public var useDualStack: Bool { self == .dualStack || self == .fipsDualStack }
}
