// SPDX-License-Identifier: Apache-2.0

/// Why a request could not be signed.
public enum SigningError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The request already has a field that the signer sets.
  case reservedField(String)
  /// The request has no authority, so there is no host to sign.
  case noAuthority
  /// The request's path does not begin with a slash.
  case relativePath
  /// libcrypto failed: the function, and the library's own words.
  case cryptography(String)

  /// The failure in one sentence, without any value of the request.
  public var description: String {
    switch self {
    case .reservedField(let name): "only the signer may set the field \(name)"
    case .noAuthority: "a request without an authority cannot be signed"
    case .relativePath: "a request whose path does not begin with / cannot be signed"
    case .cryptography(let reason): "libcrypto: \(reason)"
    }
  }
}
