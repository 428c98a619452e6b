// SPDX-License-Identifier: Apache-2.0

/// A response whose body is whole in memory.
public struct Response: Sendable, Equatable {
  /// The status code, 100…999.
  public var status: Int
  /// The header fields.
  public var fields: Fields
  /// Empty for a response without a body.
  public var body: [UInt8]

  /// Creates a response.
  public init(status: Int, fields: Fields = [:], body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}
