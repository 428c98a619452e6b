// SPDX-License-Identifier: Apache-2.0

/// The bounds of one exchange.
public struct Limits: Sendable, Equatable {
  /// The longest time to resolve the name, connect and complete the TLS handshake.
  public var connect: Duration
  /// When the whole exchange must have ended; `nil` waits without a limit.
  public var deadline: Deadline?
  /// The largest response body that is accepted, in bytes.
  public var responseBytes: Int
  /// Whether the connection of an earlier request may be used.
  public var allowsKeptConnection = true

  /// Creates the bounds of one exchange.
  public init(connect: Duration, deadline: Deadline?, responseBytes: Int) {
    self.connect = connect
    self.deadline = deadline
    self.responseBytes = responseBytes
  }
}
