// SPDX-License-Identifier: Apache-2.0
internal import UTC

/// The reading half of a run: pages of users and the keys of each, side by side.
///
/// Users stream through: a page is gone when its users are checked, and what stays is the
/// owners of stale keys. The next page is asked for while the keys of this one are read.
struct Survey<Source: Directory> {
  let directory: Source
  let policy: Policy
  let now: Timestamp
  /// Requests in flight at most, 1 or more.
  let width: Int
  let observe: @Sendable (Notice) -> Void

  func run() async -> Findings {
    var plan = SurveyPlan(
      pages: directory.users(under: policy.pathPrefix),
      findings: Findings(policy: policy, now: now, observe: observe))
    await plan.carryOut(width: width) { await perform($0) }
    return plan.findings.settled()
  }

  private func perform(_ work: Request<Source.Pages>) async -> Answer<Source.Pages> {
    switch work {
    case .page(var pages):
      do throws(DirectoryError) {
        let users = try await pages.next()
        return .page(pages, .success(users))
      } catch {
        return .page(pages, .failure(error))
      }
    case .keys(let entry):
      do throws(DirectoryError) {
        return .keys(entry, .success(try await directory.accessKeys(of: entry.user.name)))
      } catch {
        return .keys(entry, .failure(error))
      }
    }
  }
}

/// A user with the place that the list gave it.
struct Entry: Sendable {
  let place: Int
  let user: User
}

/// One request to be made.
private enum Request<Pages: UserPages>: Sendable {
  case page(Pages)
  case keys(Entry)
}

/// What came of it.
private enum Answer<Pages: UserPages>: Sendable {
  case page(Pages, Result<[User]?, DirectoryError>)
  case keys(Entry, Result<[AccessKey], DirectoryError>)
}

private struct SurveyPlan<Pages: UserPages>: Plan {
  /// Users that may wait while another page is asked for: one page of IAM's largest.
  private static var backlog: Int { 1000 }

  /// The pages to come; `nil` while one is asked for, and behind the last.
  private var pages: Pages?
  private var waiting: ArraySlice<Entry> = []
  private(set) var findings: Findings

  init(pages: Pages, findings: Findings) {
    self.pages = pages
    self.findings = findings
  }

  mutating func next() -> Request<Pages>? {
    if waiting.count < Self.backlog, let pages {
      self.pages = nil
      return .page(pages)
    }
    return waiting.popFirst().map { .keys($0) }
  }

  mutating func take(_ answer: Answer<Pages>) {
    switch answer {
    case .page(_, .success(nil)): break
    case .page(let rest, .success(let users?)):
      pages = rest
      waiting.append(contentsOf: findings.enter(users))
    case .page(_, .failure(let error)):
      findings.listingFailed(error)
      if findings.listingFailure != nil { waiting = [] }
    case .keys(let entry, let keys): findings.note(keys, of: entry)
    }
  }
}
