// SPDX-License-Identifier: Apache-2.0

// HTTP: the values that travel (request, response, what can go wrong) and the two ports the rest
// of the program needs from whoever owns the network: a transport and the time.

/// Sends one request and brings back its whole answer.
public protocol Transport: Sendable {
  /// Sends `request` once. A transport never repeats a request by itself: whether an answer
  /// that was lost may be asked for again is the caller's knowledge, not the wire's.
  ///
  /// Cancelling the surrounding task ends the transfer.
  ///
  /// - Returns: the answer, whatever its status.
  /// - Throws: ``TransportError`` when no whole answer came.
  func send(_ request: Request, limits: Limits) async throws(TransportError) -> Response
}

/// The bounds of one exchange.
public struct Limits: Sendable, Equatable {
  /// The longest time to resolve a name, connect and shake hands.
  public var connect: Duration
  /// When the whole exchange must have ended; `nil` waits for ever.
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
