// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSQuery
public import AWSXML
public import Identifiers

/// Lists the aliases of the caller's account, of which there is one at most, a page at a time.
///
/// [ListAccountAliases](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccountAliases.html)
public struct ListAccountAliases: QueryOperation, PagedOperation {
  /// `ListAccountAliases`.
  public static let name = "ListAccountAliases"
  /// IAM's only version.
  public static let version = "2010-05-08"
  /// `true`: it only reads.
  public static let isRepeatable = true
  /// 256 KiB; it is 1 KB.
  public static let responseLimit = 1 << 18
  /// An alias.
  public typealias Item = AccountName

  private let marker: String?

  /// Lists the page at `marker`; `nil` for the first.
  public init(marker: String? = nil) { self.marker = marker }

  /// Lists the page at `marker`.
  public func continued(at marker: String) -> ListAccountAliases {
    ListAccountAliases(marker: marker)
  }

  /// What is asked.
  public var parameters: KeyValuePairs<String, String?> { ["Marker": marker] }

  /// Reads the result.
  public func output(of result: XMLElement) throws(MalformedResponse) -> Page<AccountName> {
    let aliases = try result.list("AccountAliases") { member throws(MalformedResponse) in
      guard let alias = member.word.flatMap(AccountName.init) else {
        throw MalformedResponse("an account's alias is not a name")
      }
      return alias
    }
    return Page(items: aliases, nextMarker: try result.nextMarker())
  }
}
