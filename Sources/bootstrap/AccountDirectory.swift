// SPDX-License-Identifier: Apache-2.0
import AWSClient
import IAM
import KeyReminder

/// IAM as the domain's directory.
struct AccountDirectory<Service: Caller>: Directory {
  let iam: Service

  func users(under prefix: String) -> AccountUsers<Service> {
    AccountUsers(iam: iam, pages: Paginator(ListUsers(pathPrefix: prefix)))
  }

  func accessKeys(of userName: String) async throws(DirectoryError) -> [AccessKey] {
    guard let name = UserName(userName) else {
      throw .failed(Reason(code: "InvalidUserName", message: "IAM listed a user without a name."))
    }
    var pages = Paginator(ListAccessKeys(userName: name))
    var keys: [AccessKey] = []
    do throws(AWSError) {
      while let page = try await pages.next(from: iam) { keys += page.map(AccessKey.init) }
      return keys
    } catch {
      throw DirectoryError(error, of: ListAccessKeys.name)
    }
  }
}

/// IAM's pages of users as the domain's.
struct AccountUsers<Service: Caller>: UserPages {
  let iam: Service
  var pages: Paginator<ListUsers>

  mutating func next() async throws(DirectoryError) -> [User]? {
    do throws(AWSError) {
      return try await pages.next(from: iam)?.map(User.init)
    } catch {
      throw DirectoryError(error, of: ListUsers.name)
    }
  }
}

extension User {
  fileprivate init(_ user: IAMUser) {
    self.init(name: "\(user.userName)", isConsoleUser: user.passwordLastUsed != .notRecorded)
  }
}

extension AccessKey {
  fileprivate init(_ key: AccessKeyMetadata) {
    self.init(id: key.accessKeyID, isActive: key.status == .active, created: key.created)
  }
}

extension DirectoryError {
  fileprivate init(_ error: AWSError, of operation: String) {
    switch error {
    case .deadline: self = .outOfTime
    case .service(let refusal) where refusal.code == "NoSuchEntity": self = .vanished
    default: self = .failed(Reason(error, of: "iam:\(operation)"))
    }
  }
}
