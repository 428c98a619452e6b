// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSQuery
public import AWSXML
public import Identifiers

/// Lists the users of the account, a page at a time.
///
/// [ListUsers](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html)
/// returns neither tags nor permissions boundaries.
public struct ListUsers: QueryOperation, PagedOperation {
  /// `ListUsers`.
  public static let name = "ListUsers"
  /// IAM's only version.
  public static let version = "2010-05-08"
  /// `true`: it only reads.
  public static let isRepeatable = true
  /// 4 MiB: 1,000 users with the longest names and paths are 2 MB.
  public static let responseLimit = 4 << 20
  /// A user.
  public typealias Item = IAMUser

  private let pathPrefix: String
  private let marker: String?
  private let maxItems: Int

  /// Lists the users under `pathPrefix`, which begins and ends with `/`.
  ///
  /// - Parameters:
  ///   - marker: where the page begins; `nil` for the first.
  ///   - maxItems: the most users a page may hold, 1…1000. IAM may send fewer.
  public init(pathPrefix: String = "/", marker: String? = nil, maxItems: Int = 1000) {
    self.pathPrefix = pathPrefix
    self.marker = marker
    self.maxItems = maxItems
  }

  /// Lists the page at `marker`.
  public func continued(at marker: String) -> ListUsers {
    ListUsers(pathPrefix: pathPrefix, marker: marker, maxItems: maxItems)
  }

  /// The parameters of the request.
  public var parameters: KeyValuePairs<String, String?> {
    ["PathPrefix": pathPrefix, "Marker": marker, "MaxItems": String(maxItems)]
  }

  /// Reads the result.
  public func output(of result: XMLElement) throws(MalformedResponse) -> Page<IAMUser> {
    Page(items: try result.list("Users", IAMUser.init(from:)), nextMarker: try result.nextMarker())
  }
}

/// A user as ListUsers describes it. Only what the program uses is read.
public struct IAMUser: Sendable, Equatable {
  /// The user's name.
  public let userName: UserName
  /// The id that AWS gave the user; `nil` when the response does not say it.
  public let userID: PrincipalID?
  /// When the password was last used. A user who has ever used one, at a known time or not, is a
  /// console user. The password may have been removed since.
  public let passwordLastUsed: LastUse

  /// Creates a user.
  public init(userName: UserName, userID: PrincipalID? = nil, passwordLastUsed: LastUse) {
    self.userName = userName
    self.userID = userID
    self.passwordLastUsed = passwordLastUsed
  }

  init(from member: XMLElement) throws(MalformedResponse) {
    guard let userName = UserName(try member.requiredWord("UserName")) else {
      throw MalformedResponse("a <UserName> is longer than 128 characters")
    }
    self.init(
      userName: userName,
      userID: try member.child(named: "UserId")?.word.flatMap(PrincipalID.init),
      passwordLastUsed: try member.lastUse("PasswordLastUsed"))
  }
}
