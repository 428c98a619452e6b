// SPDX-License-Identifier: Apache-2.0

/// Why there is no whole response to a request.
public struct TransportError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong, as far as the caller's next step depends on it.
  public enum Kind: String, Sendable {
    /// The name could not be resolved or the connection not made. The server has not seen the
    /// request.
    case unreachable
    /// The TLS handshake was cut or refused. The server has not seen the request.
    case handshakeFailed
    /// The proxy could not connect this time. The server has not seen the request.
    case proxyFailed
    /// The proxy refused to connect. The server has not seen the request, and another try will not
    /// help.
    case proxyRefused
    /// The server's certificate was refused, or the trust store could not be read. The server has
    /// not seen the request, and another try will not help.
    case untrusted
    /// The request, or a part of it, was sent and the response was lost: the outcome is unknown.
    case interrupted
    /// The deadline passed after the connection was made: the outcome is unknown.
    case timedOut
    /// The response breaks HTTP or exceeds a limit: the outcome is unknown.
    case malformedResponse
    /// The surrounding task was cancelled; the request may have been sent.
    case cancelled
    /// The request itself could not be formed: a programming error or a wrong setting.
    case invalidRequest
  }

  /// The class of the failure.
  public let kind: Kind
  /// What went wrong, for people, mostly in the library's words. It contains neither a header field
  /// nor a body nor a proxy's address.
  public let reason: String

  /// Whether a connection kept from an earlier request died before a byte of the response came. A
  /// server may close an idle connection at any time, so this says nothing about the server.
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
    case .interrupted, .timedOut, .malformedResponse, .cancelled: true
    }
  }

  /// The reason.
  public var description: String { reason }
}
