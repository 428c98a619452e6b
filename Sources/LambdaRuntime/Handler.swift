// SPDX-License-Identifier: Apache-2.0

/// Does the work of one invocation.
public protocol Handler: Sendable {
  /// Whether an event whose failure was posted may be handled again, as Lambda asks for in its retries
  /// under the same request id. An event that was answered with success is never handled again.
  var retriesFailures: Bool { get }
  /// Handles one event.
  ///
  /// - Returns: the response, JSON.
  /// - Throws: ``InvocationFailure``, which Lambda reports to the caller.
  func handle(_ invocation: Invocation) async throws(InvocationFailure) -> [UInt8]
}
