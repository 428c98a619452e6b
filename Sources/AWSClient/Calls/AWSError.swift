// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// What a service answered when it refused.
public struct ServiceError: Error, Sendable, Equatable {
  /// The HTTP status.
  public let status: Int
  /// The error code, `AccessDenied`; the status as text when the body named none.
  public let code: String
  /// The service's own words.
  public let message: String
  /// AWS's id of the request, to give to its support.
  public let requestID: String?

  /// Creates an error.
  public init(status: Int, code: String, message: String, requestID: String? = nil) {
    self.status = status
    self.code = code
    self.message = message
    self.requestID = requestID
  }
}

/// Why a call brought no result.
public enum AWSError: Error, Sendable, Equatable {
  /// The service refused.
  case service(ServiceError)
  /// No whole answer came.
  case transport(TransportError)
  /// The answer could not be read.
  case malformedAnswer(String)
  /// The time ran out, or the task was cancelled, before the request was sent, or sent again: it
  /// was not carried out, or may be asked again without harm. `after` is the last refusal of the call,
  /// or the throttling that kept it from being sent at all; `nil` when there was none.
  case deadline(after: ServiceError? = nil)
  /// The values make no request, or it could not be signed.
  case invalidRequest(String)
}
