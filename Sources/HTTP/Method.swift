// SPDX-License-Identifier: Apache-2.0

/// An HTTP method.
public struct Method: RawRepresentable, Sendable, Hashable {
  /// As it is sent, `GET`.
  public let rawValue: String

  /// Creates a method.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Without a body.
  public static let get = Method(rawValue: "GET")
  /// With a body.
  public static let post = Method(rawValue: "POST")
  /// With a body.
  public static let put = Method(rawValue: "PUT")
}
