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
}

/// A request whose body is whole in memory. Everything is as it goes on the wire: the path is already
/// percent-encoded and is never normalised afterwards.
public struct Request: Sendable, Equatable {
  /// How it is made.
  public var method: Method
  /// `https` or `http`.
  public var scheme: String
  /// The host, and the port where it is not the scheme's own.
  public var authority: String
  /// Path and query, beginning with a slash.
  public var path: String
  /// Every field but `Host`.
  public var fields: Fields
  /// The body's bytes; empty for none.
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

/// An answer whose body has arrived whole.
public struct Response: Sendable, Equatable {
  /// The status code, 100…999.
  public var status: Int
  /// The header.
  public var fields: Fields
  /// The body's bytes.
  public var body: [UInt8]

  /// Creates an answer.
  public init(status: Int, fields: Fields = [:], body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}
