// SPDX-License-Identifier: Apache-2.0
public import AWSJSON

/// An operation of Organizations: all of them are called by JSON 1.1 and only read.
///
/// `TooManyRequestsException` has two texts, "too many requests" and "another request in progress";
/// both are throttling. `AccessDeniedException` and `AWSOrganizationsNotInUseException` are final.
public protocol OrganizationsOperation: JSONOperation {}

extension OrganizationsOperation {
  /// Organizations'.
  public static var jsonVersion: JSONVersion { .v1_1 }
  /// The API's version of 2016.
  public static var target: String { "AWSOrganizationsV20161128" }
  /// `true`: it only reads.
  public static var isRepeatable: Bool { true }
  /// 256 KiB: a page of 20 accounts with the longest names, addresses and paths is 40 KB.
  public static var responseLimit: Int { 1 << 18 }
}
