// SPDX-License-Identifier: Apache-2.0

/// The failure of a call that a step of the run made to a service.
public struct ServiceFailure: Error, Sendable, Equatable {
  /// The step that made the call.
  public let step: Failure.Step
  /// What went wrong.
  public let problem: Problem

  /// Creates a failure.
  public init(step: Failure.Step, problem: Problem) {
    self.step = step
    self.problem = problem
  }

  /// Whether a permission is missing. The same request would be refused again.
  public var isDenied: Bool {
    if case .refused(let refusal) = problem { refusal.kind == .denied } else { false }
  }
}

extension ServiceFailure {
  /// What went wrong with a call.
  public enum Problem: Sendable, Equatable {
    /// The service refused.
    case refused(Refusal)
    /// The service refused every attempt until the deadline, the last one with this.
    case refusedUntilDeadline(Refusal)
    /// No whole response arrived.
    case noResponse(NetworkFault, reason: String)
    /// The response could not be understood.
    case malformedResponse(reason: String)
    /// The request could not be made.
    case invalidRequest(reason: String)
    /// The deadline passed before the request was sent.
    case deadlineExceeded
  }

  /// The error that a service returned.
  public struct Refusal: Sendable, Equatable {
    /// What the refusal means for the next request.
    public enum Kind: String, Sendable {
      /// A permission is missing.
      case denied
      /// There were too many requests.
      case throttled
      /// Anything else.
      case other
    }

    /// What the refusal means for the next request.
    public let kind: Kind
    /// The service's error code.
    public let code: String
    /// The service's error message.
    public let message: String
    /// The service's id of the request, which AWS's support asks for.
    public let requestID: String?

    /// Creates a refusal.
    public init(kind: Kind, code: String, message: String, requestID: String? = nil) {
      self.kind = kind
      self.code = code
      self.message = message
      self.requestID = requestID
    }
  }

  /// Why no whole response arrived.
  public enum NetworkFault: String, Sendable, CaseIterable {
    /// No connection was made.
    case unreachable
    /// The TLS handshake was cut or refused.
    case handshakeFailed
    /// The proxy could not be used.
    case proxyFailed
    /// The proxy refused.
    case proxyRefused
    /// The server's certificate was not trusted.
    case untrusted
    /// The connection broke.
    case interrupted
    /// The time limit of the request passed.
    case timedOut
    /// The response broke HTTP or a limit.
    case malformedResponse
    /// The request was cancelled.
    case cancelled
    /// The request could not be sent as it was.
    case invalidRequest
  }
}
