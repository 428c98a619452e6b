// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
public import UTC

/// When something was last used, as far as IAM tells.
///
/// Three values, because "not recorded" and "not readable" must never be taken for each other:
/// on the first a key may be called unused, on the second nobody may say anything.
public enum LastUse: Sendable, Equatable {
  /// IAM records no use: never used, or not since IAM began to record (2014-10-20), or, for a
  /// password, there is none.
  case notRecorded
  /// The last recorded use.
  case at(Timestamp)
  /// There was a use, but IAM's date for it cannot be read.
  case unreadable
}

extension XMLElement {
  /// The last use in the child called `name`.
  func lastUse(_ name: String) throws(MalformedAnswer) -> LastUse {
    guard let element = try child(named: name) else { return .notRecorded }
    return element.timestamp.map(LastUse.at) ?? .unreadable
  }
}
