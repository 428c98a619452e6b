// SPDX-License-Identifier: Apache-2.0

/// An Amazon Resource Name: `arn:partition:service:region:account:resource`
/// ([format](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html)).
public struct ARN: Sendable, Hashable, LosslessStringConvertible {
  /// The whole name.
  public let description: String
  /// `aws`, `aws-cn`, …
  public let partition: String
  /// `lambda`, `iam`, …
  public let service: String
  /// Empty for a resource that belongs to no region.
  public let region: String
  /// `nil` if the ARN has no account, or not twelve digits there.
  public let account: AccountID?
  /// Everything after the account, including colons and slashes: `function:name`, `role/path/name`.
  public let resource: String

  /// Creates a name; `nil` when `text` is not one, or lacks partition, service or resource.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", !parts[1].isEmpty, !parts[2].isEmpty,
      !parts[5].isEmpty
    else { return nil }
    description = text
    (partition, service, region) = (String(parts[1]), String(parts[2]), String(parts[3]))
    account = AccountID(parts[4])
    resource = String(parts[5])
  }
}
