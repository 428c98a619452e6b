// SPDX-License-Identifier: Apache-2.0

/// Whoever turns an operation into its result: signs it, sends it, repeats it where that is safe.
public protocol Caller: Sendable {
  /// Calls `operation` and reads its answer.
  ///
  /// - Throws: ``AWSError`` when there is no result, after whatever repeating was safe.
  func call<Op: Operation>(_ operation: Op) async throws(AWSError) -> Op.Output
}
