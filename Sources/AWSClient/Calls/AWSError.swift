// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// Why a call has no result.
public enum AWSError: Error, Sendable, Equatable {
  /// The service refused.
  case service(ServiceError)
  /// There was no whole response.
  case transport(TransportError)
  /// The response could not be read.
  case malformedResponse(String)
  /// The deadline passed, or the task was cancelled, before the request was sent or repeated. The
  /// request was not carried out, or can safely be repeated. `after` is the call's last refusal, or
  /// the throttling because of which it was never sent; `nil` when there was none.
  case deadline(after: ServiceError? = nil)
  /// The operation's values are not valid, or the request could not be signed.
  case invalidRequest(String)
}
