// SPDX-License-Identifier: Apache-2.0

/// A service's refusal.
public struct ServiceError: Error, Sendable, Equatable {
  /// The HTTP status.
  public let status: Int
  /// The error code, `AccessDenied`; the status as text when the body does not name one.
  public let code: String
  /// The service's own words.
  public let message: String
  /// AWS's id of the request, for its support.
  public let requestID: String?

  /// Creates an error.
  public init(status: Int, code: String, message: String, requestID: String? = nil) {
    self.status = status
    self.code = code
    self.message = message
    self.requestID = requestID
  }
}
