// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// What an operation asks of its service, before an endpoint and a signature are added.
public struct OperationRequest: Sendable, Equatable {
  /// The method.
  public var method: Method
  /// The path, percent-encoded as it is sent: `/v2/email/outbound-emails`.
  public var path: String
  /// The query's parameters, not encoded. They are sent in the order of their names.
  public var query: [String: String]
  /// The header fields, `Content-Type` among them where there is a body.
  public var fields: Fields
  /// The body; empty for none.
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
