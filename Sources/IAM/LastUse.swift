// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
public import UTC

/// When something was last used, according to IAM.
///
/// There are three cases, because "not recorded" and "not readable" must not be confused: in the
/// first a key may be called unused, in the second nothing is known.
public enum LastUse: Sendable, Equatable {
  /// IAM has no use on record: never used, or not since IAM began to record (2014-10-20), or, for a
  /// password, there is none.
  case notRecorded
  /// The last recorded use.
  case at(Timestamp)
  /// There was a use, but IAM's date for it cannot be read.
  case unreadable
}
