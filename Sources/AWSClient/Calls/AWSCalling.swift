// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// Turns an operation into its result: signs it, sends it, repeats it where that is safe.
public protocol AWSCalling: Sendable {
  /// Calls `operation`, and ends by `deadline`.
  ///
  /// - Throws: ``AWSError`` when there is no result, after every repetition that was safe.
  func call<Op: Operation>(
    _ operation: Op, by deadline: Deadline
  ) async throws(AWSError) -> Op.Output
  /// Is told what happens to each call; `nil` for nobody, which costs nothing.
  var observer: CallObserver? { get }
}

extension AWSCalling {
  /// Nobody.
  public var observer: CallObserver? { nil }
}
