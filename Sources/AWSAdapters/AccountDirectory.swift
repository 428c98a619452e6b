// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import HTTP
import IAM
public import Identifiers
public import KeyReminder

/// IAM as the domain's directory.
public struct AccountDirectory<Service: AWSCalling>: Directory {
  private let iam: Service
  private let deadline: Deadline

  /// Creates a directory whose calls to IAM end by `deadline`.
  public init(iam: Service, deadline: Deadline) {
    self.iam = iam
    self.deadline = deadline
  }

  /// The users whose path begins with `prefix`.
  public func users(under prefix: String) -> any UserPages {
    AccountUsers(iam: iam, deadline: deadline, pages: Paginator(ListUsers(pathPrefix: prefix)))
  }

  /// Every access key of one user.
  public func accessKeys(of user: UserName) async throws(DirectoryError) -> [AccessKey] {
    try await all(ListAccessKeys(userName: user), during: .listAccessKeys).map(AccessKey.init)
  }

  /// Every tag of one user.
  public func tags(of user: UserName) async throws(DirectoryError) -> [UserTag] {
    try await all(ListUserTags(userName: user), during: .listUserTags).map {
      UserTag(key: $0.key, value: $0.value)
    }
  }

  /// When and where a key of one user was last used.
  public func lastUse(
    of key: AccessKeyID, ownedBy user: UserName
  ) async throws(DirectoryError) -> KeyUse {
    let operation = GetAccessKeyLastUsed(accessKeyID: key, of: user)
    do throws(AWSError) {
      return KeyUse(try await iam.call(operation, by: deadline))
    } catch {
      throw DirectoryError(error, during: .lastUse)
    }
  }

  /// Whether the root user has access keys.
  public func rootHasAccessKeys() async throws(DirectoryError) -> Bool? {
    do throws(AWSError) {
      return try await iam.call(GetAccountSummary(), by: deadline).rootHasAccessKeys
    } catch {
      throw DirectoryError(error, during: .rootKeys)
    }
  }

  /// The account's alias.
  public func accountAlias() async throws(DirectoryError) -> AccountName? {
    try await all(ListAccountAliases(), during: .accountAlias).first
  }

  private func all<Op: PagedOperation>(
    _ first: Op, during step: Failure.Step
  ) async throws(DirectoryError) -> [Op.Item] {
    var pages = Paginator(first)
    var items: [Op.Item] = []
    do throws(AWSError) {
      while let page = try await pages.next(from: iam, by: deadline) { items += page }
      return items
    } catch {
      throw DirectoryError(error, during: step)
    }
  }
}

/// IAM's pages of users as the domain's.
struct AccountUsers<Service: AWSCalling>: UserPages {
  let iam: Service
  let deadline: Deadline
  var pages: Paginator<ListUsers>

  mutating func next() async throws(DirectoryError) -> [User]? {
    do throws(AWSError) {
      return try await pages.next(from: iam, by: deadline)?.map(User.init)
    } catch {
      throw DirectoryError(error, during: .listUsers)
    }
  }
}

extension User {
  fileprivate init(_ user: IAMUser) {
    self.init(
      name: user.userName, id: user.userID,
      isConsoleUser: user.passwordLastUsed != .notRecorded)
  }
}

extension AccessKey {
  fileprivate init(_ key: AccessKeyMetadata) {
    self.init(
      id: key.accessKeyID, status: KeyStatus(key.status), created: key.created)
  }
}

extension KeyStatus {
  fileprivate init(_ status: AccessKeyMetadata.Status) {
    self =
      switch status {
      case .active: .active
      case .inactive: .inactive
      case .expired: .expired
      case .other: .unknown
      }
  }
}

extension KeyUse {
  fileprivate init(_ response: AccessKeyLastUsed) {
    self =
      switch response.use {
      case .notRecorded: .never
      case .unreadable: .unknown
      case .at(let date): .at(date, service: response.serviceName, region: response.region)
      }
  }
}

extension DirectoryError {
  fileprivate init(_ error: AWSError, during step: Failure.Step) {
    switch error {
    case .deadline(let refusal):
      self = .outOfTime(after: ServiceFailure(untilDeadline: refusal, during: step))
    case .service(let refusal) where refusal.code == "NoSuchEntity": self = .vanished
    default: self = .failed(ServiceFailure(error, during: step))
    }
  }
}
