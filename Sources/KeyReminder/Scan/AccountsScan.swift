// SPDX-License-Identifier: Apache-2.0
import Identifiers

/// Reads the accounts of a run, several at once: requests are shared out so that an account that is
/// slow, or throttled, holds up no other.
///
/// An account is entered when its turn comes, and what was read of it is all that is kept of it.
struct AccountsScan: ConcurrentWork {
  /// Pages of users are the largest responses, and all responses in flight share a limit.
  private static var pagesAtOnce: Int { 4 }

  struct Job: Sendable {
    fileprivate let place: Int
    let request: AccountRequest
  }

  private struct Open {
    let place: Int
    var work: AccountWork
  }

  /// What was read, in the plan's order.
  private(set) var readings: [AccountReading?]
  private var waiting: ArraySlice<PlannedAccount>
  private var open: [Open] = []
  private var pagesInFlight = 0
  private let width: Int
  private let rules: ReadingRules

  /// The function's own account.
  init(_ directory: any Directory, _ account: AccountID?, _ rules: ReadingRules) {
    self.rules = rules
    readings = [nil]
    waiting = []
    width = 1
    open = [Open(place: 0, work: AccountWork(directory, account, rules))]
  }

  /// - Parameter width: how many accounts are open at once; 1 or more.
  init(_ accounts: [PlannedAccount], width: Int, _ rules: ReadingRules) {
    self.rules = rules
    readings = Array(repeating: nil, count: accounts.count)
    waiting = accounts[...]
    self.width = width
  }

  mutating func next() -> Job? {
    while let index = nextOpen() {
      let request = open[index].work.next(mayReadPage: pagesInFlight < Self.pagesAtOnce)
      if let request {
        pagesInFlight += request.isPage ? 1 : 0
        return Job(place: open[index].place, request: request)
      }
      if open[index].work.isDone { close(index) }
    }
    return nil
  }

  mutating func record(_ outcome: (job: Job, response: AccountResponse)) {
    if outcome.response.isPage {
      pagesInFlight -= 1
      for index in open.indices { open[index].work.wake() }
    }
    guard let index = open.firstIndex(where: { $0.place == outcome.job.place }) else { return }
    open[index].work.record(outcome.response)
    if open[index].work.isDone { close(index) }
  }

  /// The open account with the fewest requests in flight of those that have something to ask.
  private mutating func nextOpen() -> Int? {
    if open.count < width, let account = waiting.popFirst() {
      let place = readings.count - waiting.count - 1
      open.append(Open(place: place, work: AccountWork(account, rules)))
      return open.count - 1
    }
    var best: Int?
    for index in open.indices where !open[index].work.isWaiting {
      if let chosen = best, open[chosen].work.inFlight <= open[index].work.inFlight { continue }
      best = index
    }
    return best
  }

  private mutating func close(_ index: Int) {
    let account = open.remove(at: index)
    readings[account.place] = account.work.result()
  }
}

extension Policy {
  /// The groups of ages, without a key in them.
  var noAges: AgeDistribution {
    AgeDistribution(alertAfterDays: alertAfterDays, overdueAfterDays: overdueAfterDays)
  }
}
