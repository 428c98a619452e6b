// SPDX-License-Identifier: Apache-2.0

/// The id of a run whose stages are separate invocations: the name of an execution of AWS Step
/// Functions. It is a part of the names of the run's records.
///
/// Step Functions allows more characters; these are the ones that cannot change where a record lies.
public struct RunID: Sendable, Hashable, LosslessStringConvertible {
  /// The id.
  public let description: String

  /// Creates an id of 1 to 80 letters of ASCII, digits, `-` and `_`; `nil` for anything else.
  public init?(_ text: String) {
    let hyphen = UInt8(ascii: "-")
    guard (1...80).contains(text.utf8.count),
      text.utf8.allSatisfy({ isWord($0) || $0 == hyphen })
    else { return nil }
    description = text
  }
}
