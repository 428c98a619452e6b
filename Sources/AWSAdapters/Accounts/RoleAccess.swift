// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import HTTP
public import Identifiers
public import KeyReminder
public import STS

/// The role that is assumed in other accounts.
public struct MemberRole: Sendable {
  let partition: Partition
  let name: RoleName
  let externalID: ExternalID?
  let sessionName: RoleSessionName

  /// Describes a role.
  ///
  /// - Parameters:
  ///   - externalID: what its trust policy asks for; `nil` for nothing.
  ///   - caller: who assumes it, as the CloudTrail of each account will show it: the function's name.
  public init(
    in partition: Partition, name: RoleName, externalID: ExternalID?, caller: String
  ) {
    self.partition = partition
    self.name = name
    self.externalID = externalID
    sessionName = RoleSessionName(madeOf: caller)
  }

  fileprivate func arn(in account: AccountID) -> ARN? {
    ARN("arn:\(partition.rawValue):iam::\(account):role/\(name)")
  }
}

/// IAM of each account: the function's own by its own credentials, others by a role of theirs.
///
/// All accounts share the transport with its connections, and one client of STS with its rate limiter
/// and its quota of retries. Each account has a client of IAM of its own, and with it these two.
public struct RoleAccess: AccountAccess {
  private let own: AccountID?
  private let iam: AWSClient
  private let sts: AWSClient
  private let role: MemberRole
  private let deadline: Deadline

  /// Creates an access.
  ///
  /// - Parameters:
  ///   - own: the function's own account; `nil` if unknown. Then the role is assumed there too.
  ///   - iam: IAM in the function's own account.
  ///   - sts: STS in the function's own region.
  ///   - deadline: when the calls to all accounts end.
  public init(
    own: AccountID?, iam: AWSClient, sts: AWSClient, role: MemberRole, deadline: Deadline
  ) {
    self.own = own
    self.iam = iam
    self.sts = sts
    self.role = role
    self.deadline = deadline
  }

  /// The directory of `account`. The role is assumed now.
  public func directory(of account: AccountID) async throws(AccountError) -> any Directory {
    if account == own { return AccountDirectory(iam: iam, deadline: deadline) }
    guard let arn = role.arn(in: account) else { throw .wrongAccount(nil) }
    let opener = RoleSessionOpener(sts: sts, role: role, arn: arn, deadline: deadline)
    let session = try await opener.open()
    let client = RoleClient(iam.inAnotherAccount(session.credentials)) { () throws(AccountError) in
      try await opener.open().credentials
    }
    return AccountDirectory(iam: client, deadline: deadline)
  }
}

/// Assumes one role, at first and again.
private struct RoleSessionOpener: Sendable {
  let sts: AWSClient
  let role: MemberRole
  let arn: ARN
  let deadline: Deadline

  func open() async throws(AccountError) -> RoleSession {
    let operation = AssumeRole(
      role: arn, sessionName: role.sessionName, externalID: role.externalID)
    let session: RoleSession
    do throws(AWSError) {
      session = try await sts.call(operation, by: deadline)
    } catch {
      throw AccountError(error)
    }
    guard session.isSession(of: arn) else { throw .wrongAccount(session.role.account) }
    guard session.expiration > sts.now else {
      throw .failed(
        ServiceFailure(
          step: .assumeRole,
          problem: .malformedResponse(reason: "the session had expired when it was made")))
    }
    return session
  }
}

extension AccountError {
  fileprivate init(_ error: AWSError) {
    let failure = ServiceFailure(error, during: .assumeRole)
    switch error {
    case .deadline(let refusal):
      self = .outOfTime(after: ServiceFailure(untilDeadline: refusal, during: .assumeRole))
    case .service(let refusal) where refusal.code == "RegionDisabledException":
      self = .regionDisabled(failure)
    case .service(let refusal) where failure.isDenied:
      // "… with an explicit deny in a service control policy", or a resource control policy.
      let isPolicy = refusal.message.lowercased().mentions("control policy")
      self = isPolicy ? .deniedByOrganization(failure) : .denied(failure)
    default: self = .failed(failure)
    }
  }
}
