// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSQuery
public import AWSXML

/// Reads the figures of an account.
///
/// [GetAccountSummary](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html)
/// returns many figures; one of them is read.
public struct GetAccountSummary: QueryOperation {
  /// `GetAccountSummary`.
  public static let name = "GetAccountSummary"
  /// IAM's only version.
  public static let version = "2010-05-08"
  /// `true`: it only reads.
  public static let isRepeatable = true
  /// 256 KiB; a response has 4 KB.
  public static let responseLimit = 1 << 18
  /// The figures.
  public typealias Output = AccountSummary

  /// Reads the figures of the caller's account.
  public init() {}

  /// The parameters of the request.
  public var parameters: KeyValuePairs<String, String?> { [:] }

  /// Reads the result.
  public func output(of result: XMLElement) throws(MalformedResponse) -> AccountSummary {
    guard let map = try result.child(named: "SummaryMap") else {
      throw MalformedResponse("the response to \(Self.name) has no <SummaryMap>")
    }
    for entry in map.children
    where try entry.child(named: "key")?.word == "AccountAccessKeysPresent" {
      guard let count = Int(try entry.requiredWord("value")) else {
        throw MalformedResponse("AccountAccessKeysPresent is not a number")
      }
      return AccountSummary(rootHasAccessKeys: count > 0)
    }
    return AccountSummary(rootHasAccessKeys: nil)
  }
}

/// The figures of an account that the program uses.
public struct AccountSummary: Sendable, Equatable {
  /// Whether the root user has access keys (`AccountAccessKeysPresent`); `nil` when IAM does not
  /// say.
  public let rootHasAccessKeys: Bool?

  /// Creates a summary.
  public init(rootHasAccessKeys: Bool?) { self.rootHasAccessKeys = rootHasAccessKeys }
}
