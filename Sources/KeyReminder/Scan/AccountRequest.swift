// SPDX-License-Identifier: Apache-2.0
import Identifiers

/// What is asked about an account next.
enum AccountRequest: Sendable {
  case enter(AccountID)
  case scan(ScanRequest, any Directory)
  case lookUp(OwnerRequest, any Directory)
  case ask(AccountQuestion, any Directory)

  var isPage: Bool { if case .scan(.page, _) = self { true } else { false } }

  /// - Parameter access: enters accounts; `nil` when only the function's own is read, which is open.
  func perform(_ access: (any AccountAccess)?) async -> AccountResponse {
    switch self {
    case .enter(let account): await .entered(account, access)
    case .scan(let request, let directory): .scanned(await request.perform(in: directory))
    case .lookUp(let request, let directory): .lookedUp(await request.perform(in: directory))
    case .ask(.rootKeys, let directory):
      .rootKeys(
        await Lookup { () async throws(DirectoryError) in try await directory.rootHasAccessKeys() })
    case .ask(.alias, let directory):
      .alias(await Lookup { () async throws(DirectoryError) in try await directory.accountAlias() })
    }
  }
}

enum AccountResponse: Sendable {
  case entered(Result<any Directory, AccountError>)
  case scanned(ScanResponse)
  case lookedUp(OwnerResponse)
  case rootKeys(Lookup<Bool?>)
  case alias(Lookup<AccountName?>)

  var isPage: Bool { if case .scanned(.page) = self { true } else { false } }

  fileprivate static func entered(_ account: AccountID, _ access: (any AccountAccess)?) async
    -> AccountResponse
  {
    guard let access else { return .entered(.failure(.wrongAccount(nil))) }
    do throws(AccountError) {
      return .entered(.success(try await access.directory(of: account)))
    } catch {
      return .entered(.failure(error))
    }
  }
}
