// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

/// Counts the stale keys of users who were left out because they never signed in. Nobody is mailed
/// about them: where people sign in elsewhere, nearly all keys may belong to such users.
struct SkippedKeyCount {
  let directory: any Directory
  let policy: Policy
  let now: Timestamp
  /// The most requests in flight; 1 or more.
  let maxConcurrency: Int

  /// - Returns: the count, and why it is not whole; `nil` if it is.
  func run(_ users: [UserName]) async -> (keys: SkippedKeys, gap: DirectoryError?) {
    var work = Work(waiting: users[...], policy: policy, now: now)
    await work.perform(atMost: maxConcurrency) { [directory] user in
      do throws(DirectoryError) {
        return .success(try await directory.accessKeys(of: user))
      } catch {
        return .failure(error)
      }
    }
    return (work.keys, work.gap)
  }
}

private struct Work: ConcurrentWork {
  var waiting: ArraySlice<UserName>
  let policy: Policy
  let now: Timestamp
  private(set) var keys = SkippedKeys()
  private(set) var gap: DirectoryError?

  mutating func next() -> UserName? { waiting.popFirst() }

  mutating func record(_ read: Result<[AccessKey], DirectoryError>) {
    switch read {
    case .success(let accessKeys):
      let stale = accessKeys.count {
        if case .stale = policy.judge($0, at: now) { true } else { false }
      }
      keys.stale += stale
      keys.owners += stale > 0 ? 1 : 0
    case .failure(.vanished): break
    case .failure(let error):
      gap = gap ?? error
      keys.unread += 1
      guard case .outOfTime = error else { return }
      keys.unread += waiting.count
      waiting = []
    }
  }
}
