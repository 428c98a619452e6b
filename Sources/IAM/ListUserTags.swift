// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSQuery
public import AWSXML
public import Identifiers

/// Lists the tags of one user, a page at a time.
///
/// [ListUserTags](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html)
/// fails with `NoSuchEntity` (404) when the user no longer exists.
public struct ListUserTags: QueryOperation, PagedOperation {
  /// `ListUserTags`.
  public static let name = "ListUserTags"
  /// IAM's only version.
  public static let version = "2010-05-08"
  /// `true`: it only reads.
  public static let isRepeatable = true
  /// 256 KiB: fifty tags, IAM's limit, with the longest keys and values are 100 KB.
  public static let responseLimit = 1 << 18
  /// A tag.
  public typealias Item = IAMTag

  private let userName: UserName
  private let marker: String?
  private let maxItems: Int

  /// Lists the tags of `userName`.
  ///
  /// - Parameters:
  ///   - marker: where the page begins; `nil` for the first.
  ///   - maxItems: the most tags a page may hold, 1…1000. IAM may send fewer.
  public init(userName: UserName, marker: String? = nil, maxItems: Int = 1000) {
    self.userName = userName
    self.marker = marker
    self.maxItems = maxItems
  }

  /// Lists the page at `marker`.
  public func continued(at marker: String) -> ListUserTags {
    ListUserTags(userName: userName, marker: marker, maxItems: maxItems)
  }

  /// The parameters of the request.
  public var parameters: KeyValuePairs<String, String?> {
    ["UserName": userName.description, "Marker": marker, "MaxItems": String(maxItems)]
  }

  /// Reads the result.
  public func output(of result: XMLElement) throws(MalformedResponse) -> Page<IAMTag> {
    Page(items: try result.list("Tags", IAMTag.init(from:)), nextMarker: try result.nextMarker())
  }
}

/// A tag of a user.
public struct IAMTag: Sendable, Equatable {
  /// The key, in the case in which it was stored.
  public let key: TagKey
  /// The value, which may be empty. White space is kept: IAM allows it anywhere.
  public let value: String

  /// Creates a tag.
  public init(key: TagKey, value: String) {
    self.key = key
    self.value = value
  }

  init(from member: XMLElement) throws(MalformedResponse) {
    guard let value = try member.child(named: "Value")?.text else {
      throw MalformedResponse("a tag has no <Value>")
    }
    guard let key = TagKey(try member.requiredWord("Key")) else {
      throw MalformedResponse("a tag's <Key> has a character that no key may have")
    }
    self.init(key: key, value: value)
  }
}
