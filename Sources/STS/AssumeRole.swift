// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSQuery
public import AWSXML
public import Identifiers
public import SigV4
public import UTC

/// Asks for a session of a role, in this account or another.
///
/// [AssumeRole](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html)
/// fails with `AccessDenied` when the role does not exist, does not trust the caller, or when the
/// external id is wrong: STS does not say which.
public struct AssumeRole: QueryOperation {
  /// `AssumeRole`.
  public static let name = "AssumeRole"
  /// STS's only version.
  public static let version = "2011-06-15"
  /// `true`: a session more does no harm.
  public static let isRepeatable = true
  /// 256 KiB; a session token has up to 4 KB.
  public static let responseLimit = 1 << 18
  /// A session.
  public typealias Output = RoleSession

  /// The shortest session that STS gives. A longer one would only be of use to a thief.
  private static let durationSeconds = 900

  private let role: ARN
  private let sessionName: RoleSessionName
  private let externalID: ExternalID?

  /// Asks for a session of `role`.
  ///
  /// - Parameters:
  ///   - sessionName: names the session in the other account's CloudTrail.
  ///   - externalID: what the role's trust policy asks for; `nil` for nothing.
  public init(role: ARN, sessionName: RoleSessionName, externalID: ExternalID? = nil) {
    self.role = role
    self.sessionName = sessionName
    self.externalID = externalID
  }

  /// The parameters of the request.
  public var parameters: KeyValuePairs<String, String?> {
    [
      "RoleArn": role.description, "RoleSessionName": sessionName.description,
      "DurationSeconds": String(Self.durationSeconds), "ExternalId": externalID?.description,
    ]
  }

  /// Reads the result. An error names elements, and never what is in them.
  public func output(of result: XMLElement) throws(MalformedResponse) -> RoleSession {
    guard let credentials = try result.child(named: "Credentials"),
      let user = try result.child(named: "AssumedRoleUser")
    else {
      throw MalformedResponse("the response to \(Self.name) has no credentials or no role")
    }
    guard let role = ARN(try user.requiredWord("Arn")) else {
      throw MalformedResponse("the <Arn> in the response to \(Self.name) is not an ARN")
    }
    guard let expiration = try credentials.date("Expiration") else {
      throw MalformedResponse("the response to \(Self.name) has no <Expiration> that can be read")
    }
    return RoleSession(
      credentials: Credentials(
        accessKeyID: try credentials.requiredWord("AccessKeyId"),
        secretAccessKey: try credentials.requiredWord("SecretAccessKey"),
        sessionToken: try credentials.requiredWord("SessionToken")),
      expiration: expiration, role: role)
  }
}

/// Credentials of a role, for a while.
public struct RoleSession: Sendable {
  /// The keys that sign requests. There is always a session token.
  public let credentials: Credentials
  /// When they stop working, by the clock of STS.
  public let expiration: Timestamp
  /// Whose they are: `arn:aws:sts::123456789012:assumed-role/Name/session`.
  public let role: ARN

  /// Creates a session.
  public init(credentials: Credentials, expiration: Timestamp, role: ARN) {
    self.credentials = credentials
    self.expiration = expiration
    self.role = role
  }

  /// Whether the session is one of `role`, in the same account: the paths of roles are not part of the
  /// ARNs of their sessions.
  public func isSession(of role: ARN) -> Bool {
    let own = self.role.resource.split(separator: "/")
    guard self.role.service == "sts", own.count == 3, own[0] == "assumed-role" else { return false }
    let name = role.resource.split(separator: "/").last
    return self.role.account != nil && self.role.account == role.account && own[1] == name
  }
}
