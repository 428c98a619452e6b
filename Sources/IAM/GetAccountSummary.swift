// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSQuery

/// Asks how much of everything an account has.
///
/// [GetAccountSummary](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html);
/// of its many figures one is read.
public struct GetAccountSummary: QueryOperation {
  /// `GetAccountSummary`.
  public static let name = "GetAccountSummary"
  /// IAM's only version.
  public static let version = "2010-05-08"
  /// `true`: it only reads.
  public static let isRepeatable = true
  /// 256 KiB; it is 4 KB.
  public static let responseLimit = 1 << 18
  /// What is answered.
  public typealias Output = AccountSummary

  /// Asks about the caller's account.
  public init() {}

  /// What is asked.
  public var parameters: KeyValuePairs<String, String?> { [:] }

  /// Reads the result.
  public func output(of result: XMLElement) throws(MalformedAnswer) -> AccountSummary {
    guard let map = try result.child(named: "SummaryMap") else {
      throw MalformedAnswer("\(Self.name) was answered without <SummaryMap>")
    }
    for entry in map.children
    where try entry.child(named: "key")?.word == "AccountAccessKeysPresent" {
      guard let count = Int(try entry.requiredWord("value")) else {
        throw MalformedAnswer("AccountAccessKeysPresent is no number")
      }
      return AccountSummary(rootHasAccessKeys: count > 0)
    }
    return AccountSummary(rootHasAccessKeys: nil)
  }
}

/// The figures of an account, as far as they are used.
public struct AccountSummary: Sendable, Equatable {
  /// Whether the root user has access keys (`AccountAccessKeysPresent`); `nil` when IAM says nothing.
  public let rootHasAccessKeys: Bool?

  /// Creates a summary.
  public init(rootHasAccessKeys: Bool?) { self.rootHasAccessKeys = rootHasAccessKeys }
}
