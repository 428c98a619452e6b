// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSQuery
public import Identifiers

/// Asks when, where and for what an access key was last used.
///
/// [GetAccessKeyLastUsed](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html)
/// knows a use since April 22, 2015, to within 15 minutes.
public struct GetAccessKeyLastUsed: QueryOperation {
  /// `GetAccessKeyLastUsed`.
  public static let name = "GetAccessKeyLastUsed"
  /// IAM's only version.
  public static let version = "2010-05-08"
  /// `true`: it only reads.
  public static let isRepeatable = true
  /// 256 KiB; it is less than 1 KB.
  public static let responseLimit = 1 << 18
  /// What is answered.
  public typealias Output = AccessKeyLastUsed

  private let accessKeyID: AccessKeyID
  private let userName: UserName

  /// Asks about the key `accessKeyID` of `userName`.
  public init(accessKeyID: AccessKeyID, of userName: UserName) {
    self.accessKeyID = accessKeyID
    self.userName = userName
  }

  /// What is asked.
  public var parameters: KeyValuePairs<String, String?> { ["AccessKeyId": accessKeyID.description] }

  /// Reads the result.
  public func output(of result: XMLElement) throws(MalformedAnswer) -> AccessKeyLastUsed {
    if let answered = try result.child(named: "UserName")?.word, !userName.isSameUser(as: answered)
    {
      throw MalformedAnswer("\(Self.name) answered for another user than \(userName)")
    }
    guard let use = try result.child(named: "AccessKeyLastUsed") else {
      throw MalformedAnswer("\(Self.name) was answered without <AccessKeyLastUsed>")
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
  /// The service's name in lower case, `s3`; `nil` when IAM has none.
  public let serviceName: String?
  /// The region, `us-east-1`; `nil` when IAM has none.
  public let region: String?

  /// Creates a last use.
  public init(use: LastUse, serviceName: String?, region: String?) {
    self.use = use
    self.serviceName = serviceName
    self.region = region
  }
}

extension XMLElement {
  /// The word in the child called `name`; `nil` for IAM's `N/A` as well.
  fileprivate func nameOrNone(_ name: String) throws(MalformedAnswer) -> String? {
    try child(named: name)?.word.flatMap { $0.isEmpty || $0 == "N/A" ? nil : $0 }
  }
}
