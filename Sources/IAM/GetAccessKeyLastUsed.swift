// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSQuery
public import AWSXML
public import Identifiers

/// Reads when, where and for which service an access key was last used.
///
/// [GetAccessKeyLastUsed](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html)
/// has recorded uses since April 22, 2015, to within 15 minutes.
public struct GetAccessKeyLastUsed: QueryOperation {
  /// `GetAccessKeyLastUsed`.
  public static let name = "GetAccessKeyLastUsed"
  /// IAM's only version.
  public static let version = "2010-05-08"
  /// `true`: it only reads.
  public static let isRepeatable = true
  /// 256 KiB; a response has less than 1 KB.
  public static let responseLimit = 1 << 18
  /// The last use.
  public typealias Output = AccessKeyLastUsed

  private let accessKeyID: AccessKeyID
  private let userName: UserName

  /// Reads the last use of the key `accessKeyID`, which belongs to `userName`.
  public init(accessKeyID: AccessKeyID, of userName: UserName) {
    self.accessKeyID = accessKeyID
    self.userName = userName
  }

  /// The parameters of the request.
  public var parameters: KeyValuePairs<String, String?> { ["AccessKeyId": accessKeyID.description] }

  /// Reads the result.
  public func output(of result: XMLElement) throws(MalformedResponse) -> AccessKeyLastUsed {
    if let named = try result.child(named: "UserName")?.word, !userName.isSameUser(as: named) {
      throw MalformedResponse("the response to \(Self.name) is about another user than \(userName)")
    }
    guard let use = try result.child(named: "AccessKeyLastUsed") else {
      throw MalformedResponse("the response to \(Self.name) has no <AccessKeyLastUsed>")
    }
    return AccessKeyLastUsed(
      use: try use.lastUse("LastUsedDate"),
      serviceName: try use.nameOrNone("ServiceName"), region: try use.nameOrNone("Region"))
  }
}

/// The last use of an access key.
public struct AccessKeyLastUsed: Sendable, Equatable {
  /// When it was.
  public let use: LastUse
  /// The service's name in lower case, `s3`; `nil` if IAM has not recorded it.
  public let serviceName: String?
  /// The region, `us-east-1`; `nil` if IAM has not recorded it.
  public let region: String?

  /// Creates a last use.
  public init(use: LastUse, serviceName: String?, region: String?) {
    self.use = use
    self.serviceName = serviceName
    self.region = region
  }
}

extension XMLElement {
  /// The text of the child called `name`; `nil` when it is missing, empty or IAM's `N/A`.
  fileprivate func nameOrNone(_ name: String) throws(MalformedResponse) -> String? {
    try child(named: name)?.word.flatMap { $0.isEmpty || $0 == "N/A" ? nil : $0 }
  }
}
