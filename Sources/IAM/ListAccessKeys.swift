// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSQuery
public import AWSXML
public import Identifiers
public import UTC

/// Lists the access keys of one user, a page at a time.
///
/// [ListAccessKeys](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html)
/// fails with `NoSuchEntity` (404) when the user no longer exists.
public struct ListAccessKeys: QueryOperation, PagedOperation {
  /// `ListAccessKeys`.
  public static let name = "ListAccessKeys"
  /// IAM's only version.
  public static let version = "2010-05-08"
  /// `true`: it only reads.
  public static let isRepeatable = true
  /// 256 KiB: eight keys, the most that was ever seen, are 3 KB.
  public static let responseLimit = 1 << 18
  /// An access key.
  public typealias Item = AccessKeyMetadata

  private let userName: UserName
  private let marker: String?
  private let maxItems: Int

  /// Lists the keys of `userName`.
  ///
  /// - Parameters:
  ///   - marker: where the page begins; `nil` for the first.
  ///   - maxItems: the most keys a page may hold, 1…1000. IAM may send fewer.
  public init(userName: UserName, marker: String? = nil, maxItems: Int = 1000) {
    self.userName = userName
    self.marker = marker
    self.maxItems = maxItems
  }

  /// Lists the page at `marker`.
  public func continued(at marker: String) -> ListAccessKeys {
    ListAccessKeys(userName: userName, marker: marker, maxItems: maxItems)
  }

  /// The parameters of the request.
  public var parameters: KeyValuePairs<String, String?> {
    ["UserName": userName.description, "Marker": marker, "MaxItems": String(maxItems)]
  }

  /// Reads the result.
  public func output(of result: XMLElement) throws(MalformedResponse) -> Page<AccessKeyMetadata> {
    try checkUser(in: result)
    let keys = try result.list("AccessKeyMetadata") { member throws(MalformedResponse) in
      try checkUser(in: member)
      return try AccessKeyMetadata(of: userName, from: member)
    }
    return Page(items: keys, nextMarker: try result.nextMarker())
  }

  /// Refuses another user's keys, for which this user must not be blamed.
  private func checkUser(in element: XMLElement) throws(MalformedResponse) {
    guard let element = try element.child(named: "UserName") else { return }
    guard let name = element.word, userName.isSameUser(as: name) else {
      throw MalformedResponse(
        "the response to ListAccessKeys is about another user than \(userName)")
    }
  }
}

/// An access key as ListAccessKeys describes it.
public struct AccessKeyMetadata: Sendable, Equatable {
  /// Whether a key works.
  public enum Status: Sendable, Equatable {
    /// It can sign requests.
    case active
    /// It was switched off and can be switched on again.
    case inactive
    /// It has expired.
    case expired
    /// A status that this program does not know. It is not ``active``.
    case other(String)

    init(_ word: String) {
      switch word {
      case "Active": self = .active
      case "Inactive": self = .inactive
      case "Expired": self = .expired
      default: self = .other(word)
      }
    }
  }

  /// Whose key it is.
  public let userName: UserName
  /// The key's id, `AKIA…`.
  public let accessKeyID: AccessKeyID
  /// Whether it works.
  public let status: Status
  /// When it was created; `nil` if unknown, which does not mean new.
  public let created: Timestamp?

  /// Creates a key's metadata.
  public init(
    userName: UserName, accessKeyID: AccessKeyID, status: Status, created: Timestamp?
  ) {
    self.userName = userName
    self.accessKeyID = accessKeyID
    self.status = status
    self.created = created
  }

  init(of userName: UserName, from member: XMLElement) throws(MalformedResponse) {
    guard let id = AccessKeyID(try member.requiredWord("AccessKeyId")) else {
      throw MalformedResponse("an <AccessKeyId> has a character that no id may have")
    }
    self.init(
      userName: userName, accessKeyID: id,
      status: Status(try member.requiredWord("Status")),
      created: try member.date("CreateDate"))
  }
}
