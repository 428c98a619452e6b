// SPDX-License-Identifier: Apache-2.0

/// Does the work of one invocation.
public protocol Handler: Sendable {
  /// Handles one event.
  ///
  /// - Returns: the response, JSON.
  /// - Throws: ``InvocationFailure``, which Lambda reports to the caller.
  func handle(_ invocation: Invocation) async throws(InvocationFailure) -> [UInt8]
}
