// SPDX-License-Identifier: Apache-2.0

/// A response that does not contain what the operation expects.
public struct MalformedResponse: Error, Sendable, Equatable {
  /// What was expected and what was there, for people.
  public let reason: String

  /// Creates the error.
  public init(_ reason: String) { self.reason = reason }
}
