// SPDX-License-Identifier: Apache-2.0

/// Why a request brought no whole answer.
public struct TransportError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong, as far as the caller's next step depends on it.
  public enum Kind: String, Sendable {
    /// The name could not be resolved or the connection not made: the server has surely not seen the
    /// request.
    case unreachable
    /// The handshake of TLS was cut or refused. The server has not seen the request.
    case handshakeFailed
    /// The way through the proxy was not to be had this time. The server has not seen the request.
    case proxyFailed
    /// The proxy does not let us through. The server has not seen the request, and another try will
    /// not help.
    case proxyRefused
    /// The server's certificate was refused, or the trust store could not be read. The server has
    /// not seen the request, and another try will not help.
    case untrusted
    /// The request, or a part of it, has left and the answer was lost: its outcome is unknown.
    case interrupted
    /// The time limit passed after the connection was made: the outcome is unknown.
    case timedOut
    /// The answer breaks HTTP or exceeds a limit: the outcome is unknown.
    case malformedAnswer
    /// The surrounding task was cancelled; the request may have left.
    case cancelled
    /// The request itself could not be formed: a programming error or a wrong setting.
    case invalidRequest
  }

  /// The class of the failure.
  public let kind: Kind
  /// What the library said, for people; holds no header, no body and no proxy's address.
  public let reason: String

  /// Whether it was a connection kept from an earlier request that died, before a byte of the response
  /// came. A server may close an idle connection at any time, and this request may have been under
  /// way just then: it says nothing about the server.
  public let wasStaleConnection: Bool

  /// Creates an error.
  public init(_ kind: Kind, _ reason: String, wasStaleConnection: Bool = false) {
    self.kind = kind
    self.reason = reason
    self.wasStaleConnection = wasStaleConnection
  }

  /// Whether the server may have acted on the request.
  public var mayHaveArrived: Bool {
    switch kind {
    case .unreachable, .handshakeFailed, .proxyFailed, .proxyRefused, .untrusted, .invalidRequest:
      false
    case .interrupted, .timedOut, .malformedAnswer, .cancelled: true
    }
  }

  /// The failure in one sentence.
  public var description: String { reason }
}
