// SPDX-License-Identifier: Apache-2.0
public import HTTPTypes

/// A request whose body is whole in memory.
///
/// `head` carries scheme, authority and the path exactly as they go on the wire: the path is
/// already percent-encoded and is never normalised afterwards.
public struct Request: Sendable, Equatable {
  /// Method, scheme, authority, path and fields.
  public var head: HTTPRequest
  /// The body's bytes; empty for none.
  public var body: [UInt8]

  /// Creates a request.
  public init(head: HTTPRequest, body: [UInt8] = []) {
    self.head = head
    self.body = body
  }
}

/// An answer whose body has arrived whole.
public struct Response: Sendable, Equatable {
  /// Status and fields.
  public var head: HTTPResponse
  /// The body's bytes.
  public var body: [UInt8]

  /// Creates an answer.
  public init(head: HTTPResponse, body: [UInt8] = []) {
    self.head = head
    self.body = body
  }
}

extension Response {
  /// The status code, 100…599.
  public var status: Int { head.status.code }

  /// The value of the field called `name`, in any case; `nil` when there is none.
  public func value(of name: String) -> String? {
    HTTPField.Name(name).flatMap { head.headerFields[$0] }
  }
}
