// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

/// The first phase of a run: reads pages of users and the keys of each user concurrently.
///
/// Users stream through: a page is dropped once its users are checked, and only the owners of stale
/// keys stay in memory. The next page is read while the keys of this one are.
struct KeyScan {
  let directory: any Directory
  let policy: Policy
  let now: Timestamp
  /// The most requests in flight; 1 or more.
  let maxConcurrency: Int
  let observe: @Sendable (RunEvent) -> Void

  /// - Throws: ``ListingError`` if the list of users broke off.
  func run(_ account: AccountID?) async throws(ListingError) -> AccountScan {
    var work = ScanWork(
      pages: directory.users(under: policy.pathPrefix),
      collector: ScanCollector(account: account, policy: policy, now: now, observe: observe))
    await work.perform(atMost: maxConcurrency) { await perform($0) }
    if let cause = work.collector.listingFailure { throw ListingError(cause: cause) }
    return work.collector.finished()
  }

  private func perform(_ request: ScanRequest) async -> ScanResponse {
    switch request {
    case .page(var pages):
      do throws(DirectoryError) {
        let users = try await pages.next()
        return .page(pages, .success(users))
      } catch {
        return .page(pages, .failure(error))
      }
    case .keys(let user):
      do throws(DirectoryError) {
        return .keys(user, .success(try await directory.accessKeys(of: user.user.name)))
      } catch {
        return .keys(user, .failure(error))
      }
    }
  }
}

/// The list of users could not be read to its end although there was time, so nobody is mailed.
public struct ListingError: Error, Sendable, Equatable {
  /// What went wrong.
  public let cause: Failure.Cause
}

private enum ScanRequest: Sendable {
  case page(any UserPages)
  case keys(ListedUser)
}

private enum ScanResponse: Sendable {
  case page(any UserPages, Result<[User]?, DirectoryError>)
  case keys(ListedUser, Result<[AccessKey], DirectoryError>)
}

private struct ScanWork: ConcurrentWork {
  /// The next page is read only while fewer users than this are waiting: the size of IAM's largest
  /// page.
  private static var backlog: Int { 1000 }

  /// The pages to come; `nil` while one is read, and after the last.
  private var pages: (any UserPages)?
  private var waiting: ArraySlice<ListedUser> = []
  private(set) var collector: ScanCollector

  init(pages: any UserPages, collector: ScanCollector) {
    self.pages = pages
    self.collector = collector
  }

  mutating func next() -> ScanRequest? {
    if waiting.count < Self.backlog, let pages {
      self.pages = nil
      return .page(pages)
    }
    return waiting.popFirst().map { .keys($0) }
  }

  mutating func record(_ response: ScanResponse) {
    switch response {
    case .page(_, .success(nil)): break
    case .page(let rest, .success(let users?)):
      pages = rest
      waiting.append(contentsOf: collector.enter(users))
    case .page(_, .failure(let error)):
      collector.listingFailed(error)
      if collector.listingFailure != nil { waiting = [] }
    case .keys(let user, let keys): collector.record(keys, of: user)
    }
  }
}
