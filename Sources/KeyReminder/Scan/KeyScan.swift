// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

/// The first phase in an account: reads pages of users and the keys of each user concurrently.
///
/// Users stream through: a page is dropped once its users are checked, and only the owners of stale
/// keys stay in memory. The next page is read while the keys of this one are.
struct KeyScan {
  /// The next page is read only while fewer users than this are waiting: the size of IAM's largest
  /// page.
  private static var backlog: Int { 1000 }

  /// The pages to come; `nil` while one is read, and after the last.
  private var pages: (any UserPages)?
  private var waiting: ArraySlice<ListedUser> = []
  private var collector: ScanCollector

  init(pages: any UserPages, collector: ScanCollector) {
    self.pages = pages
    self.collector = collector
  }

  /// - Parameter mayReadPage: whether a page may be read now.
  mutating func next(mayReadPage: Bool) -> ScanRequest? {
    if mayReadPage, waiting.count < Self.backlog, let pages {
      self.pages = nil
      return .page(pages)
    }
    return waiting.popFirst().map { .keys($0) }
  }

  /// Whether there is nothing left to ask, once all responses have come.
  var isAtEnd: Bool { pages == nil && waiting.isEmpty }

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

  /// - Throws: ``ListingError`` if the list of users broke off.
  consuming func result() throws(ListingError) -> AccountScan {
    if let cause = collector.listingFailure { throw ListingError(cause: cause) }
    return collector.finished()
  }
}

enum ScanRequest: Sendable {
  case page(any UserPages)
  case keys(ListedUser)

  func perform(in directory: any Directory) async -> ScanResponse {
    switch self {
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

enum ScanResponse: Sendable {
  case page(any UserPages, Result<[User]?, DirectoryError>)
  case keys(ListedUser, Result<[AccessKey], DirectoryError>)
}

/// The list of users could not be read to its end although there was time, so nobody is mailed.
public struct ListingError: Error, Sendable, Equatable {
  /// What went wrong.
  public let cause: Failure.Cause
}
