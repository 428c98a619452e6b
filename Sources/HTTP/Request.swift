// SPDX-License-Identifier: Apache-2.0

/// A request whose body is whole in memory.
///
/// Every member has the form in which it is sent: the path is percent-encoded and is not normalised
/// later.
public struct Request: Sendable, Equatable {
  /// `GET`, `POST` or `PUT`.
  public var method: Method
  /// `https` or `http`.
  public var scheme: String
  /// The host, and the port unless it is the scheme's default.
  public var authority: String
  /// Path and query, beginning with a slash.
  public var path: String
  /// The header fields except `Host`.
  public var fields: Fields
  /// Empty for a request without a body.
  public var body: [UInt8]

  /// Creates a request.
  public init(
    _ method: Method, scheme: String, authority: String, path: String, fields: Fields = [:],
    body: [UInt8] = []
  ) {
    self.method = method
    self.scheme = scheme
    self.authority = authority
    self.path = path
    self.fields = fields
    self.body = body
  }
}
