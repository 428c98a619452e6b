// SPDX-License-Identifier: Apache-2.0

// HTTP: requests and responses as values, and the two ports through which the program reaches the
// network and the clock: a transport and the time.

/// Sends one request and returns its whole response.
public protocol Transport: Sendable {
  /// Sends `request` once. A transport never repeats a request by itself: only the caller knows
  /// whether a repetition does harm when the response was lost.
  ///
  /// Cancelling the surrounding task ends the transfer.
  ///
  /// - Returns: the response, whatever its status.
  /// - Throws: ``TransportError`` when no whole response came.
  func send(_ request: Request, limits: Limits) async throws(TransportError) -> Response
}
