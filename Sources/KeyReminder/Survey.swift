// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials

/// The reading half of a run: pages of users and the keys of each, side by side.
///
/// Users stream through: a page is gone when its users are checked, and what stays is the
/// owners of stale keys. The next page is asked for while the keys of this one are read.
struct Survey<Source: Directory> {
  let directory: Source
  let policy: Policy
  let now: Date
  /// Requests in flight at most, 1 or more.
  let width: Int
  let observe: @Sendable (Failure) -> Void

  func run() async -> Findings {
    await withTaskGroup(of: Step<Source.Pages>.self) { group in
      var plan = Plan(pages: directory.users(under: policy.pathPrefix))
      var findings = Findings(policy: policy, now: now, observe: observe)
      var inFlight = 0
      while true {
        while inFlight < width, let work = plan.next() {
          group.addTask { await perform(work) }
          inFlight += 1
        }
        guard let step = await group.next() else { return findings.settled() }
        inFlight -= 1
        plan.take(step, &findings)
      }
    }
  }

  private func perform(_ work: Work<Source.Pages>) async -> Step<Source.Pages> {
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
private enum Work<Pages: UserPages>: Sendable {
  case page(Pages)
  case keys(Entry)
}

/// What came of it.
private enum Step<Pages: UserPages>: Sendable {
  case page(Pages, Result<[User]?, DirectoryError>)
  case keys(Entry, Result<[AccessKey], DirectoryError>)
}

/// What is to be asked next. No I/O: the survey asks, the plan says what.
private struct Plan<Pages: UserPages> {
  /// Users that may wait while another page is asked for: one page of IAM's largest.
  private static var backlog: Int { 1000 }

  /// The pages to come; `nil` while one is asked for, and behind the last.
  private var pages: Pages?
  private var waiting: ArraySlice<Entry> = []

  init(pages: Pages) { self.pages = pages }

  mutating func next() -> Work<Pages>? {
    if waiting.count < Self.backlog, let pages {
      self.pages = nil
      return .page(pages)
    }
    return waiting.popFirst().map { .keys($0) }
  }

  mutating func take(_ step: Step<Pages>, _ findings: inout Findings) {
    switch step {
    case .page(_, .success(nil)): break
    case .page(let rest, .success(let users?)):
      pages = rest
      waiting.append(contentsOf: findings.enter(users))
    case .page(_, .failure(let error)): findings.listingFailed(error)
    case .keys(let entry, let keys): findings.note(keys, of: entry)
    }
  }
}
