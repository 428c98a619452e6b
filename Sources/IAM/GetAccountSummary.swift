// SPDX-License-Identifier: Apache-2.0
import AWSClient

/// Asks how much of everything an account has.
///
/// [GetAccountSummary](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html);
/// of its many figures one is read.
public struct GetAccountSummary: QueryOperation {
  /// `GetAccountSummary`.
  public static let name = "GetAccountSummary"
  /// What is answered.
  public typealias Output = AccountSummary

  /// Asks about the caller's account.
  public init() {}

  var parameters: KeyValuePairs<String, String?> { [:] }

  func output(of result: XMLElement) throws(MalformedAnswer) -> AccountSummary {
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
