// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// The request of an operation, before an endpoint and a signature are added.
public struct OperationRequest: Sendable, Equatable {
  /// `GET`, `POST` or `PUT`.
  public var method: Method
  /// The path, percent-encoded as it is sent: `/v2/email/outbound-emails`.
  public var path: String
  /// The query's parameters, not percent-encoded. They are sent in the order of their names.
  public var query: [String: String]
  /// The header fields, including `Content-Type` where there is a body.
  public var fields: Fields
  /// Empty for a request without a body.
  public var body: [UInt8]

  /// Creates a request.
  public init(
    _ method: Method, path: String, query: [String: String] = [:], fields: Fields = [:],
    body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.fields = fields
    self.body = body
  }

  /// Path and query as they are sent.
  public var target: String {
    guard !query.isEmpty else { return path }
    let encode = PercentEncoding.component.encoded
    let parameters = query.sorted { $0.key < $1.key }.map { "\(encode($0))=\(encode($1))" }
    return path + "?" + parameters.joined(separator: "&")
  }
}
