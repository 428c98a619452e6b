// SPDX-License-Identifier: Apache-2.0
import Identifiers
public import UTC

/// How the reminders of a recipient follow one another.
public struct Cadence: Sendable {
  /// How the time between two reminders changes.
  public enum Pace: String, Sendable, CaseIterable {
    /// A reminder comes with each run of the schedule.
    case steady
    /// The gap grows with each reminder: 1, 1, 2, 4, 8 … periods, thirty days at most. It starts anew
    /// with a key that was not reminded of before, and with a new stage.
    case easing
  }

  let pace: Pace
  let schedule: Schedule
  /// The age in whole days from which a key is overdue. The stages begin at this age and at twice.
  let overdueAfterDays: Int
  /// The shortest time between two reminders, whatever is new.
  var period: ClaimPeriod { ClaimPeriod(days: schedule.shortestGap) }

  /// Creates a cadence.
  public init(pace: Pace, schedule: Schedule, overdueAfterDays: Int) {
    self.pace = pace
    self.schedule = schedule
    self.overdueAfterDays = overdueAfterDays
  }
}

/// What the ledger keeps of a reminder that was sent while the gaps grow.
public struct Easing: Sendable, Equatable {
  /// The number of the reminder since the gaps started anew; 1 for the first.
  public let round: Int
  /// From when on the next one may be claimed.
  public let nextAt: Timestamp

  /// Creates a value.
  public init(round: Int, nextAt: Timestamp) {
    self.round = round
    self.nextAt = nextAt
  }
}

/// What follows for a group from what the ledger knows of it.
struct Course {
  /// Whether the recipient may be reminded now.
  let standing: Standing
  /// Whether a key or a stage is new, so that the gaps start anew.
  let startsAnew: Bool
  /// When the next reminder comes if this one is sent.
  let next: NextRun
  /// What to remember of this one; `nil` in a steady cadence.
  let easing: Easing?
}

extension Cadence {
  /// - Parameter histories: how often the owners of all keys were reminded before.
  func course(
    of group: RecipientGroup, _ record: LedgerRecord?, _ histories: KeyHistories,
    at now: Timestamp
  ) -> Course {
    let standing = record?.standing(at: now) ?? .due
    guard pace == .easing else {
      return Course(
        standing: standing, startsAnew: false, next: nextRun(after: 1, newStage: nil, now),
        easing: nil)
    }
    let counts = group.keys.map { histories.times($0) }
    let startsAnew =
      counts.contains(0) || record?.entry.map { isNewStage(group, since: $0, at: now) } ?? false
    let before = record?.entry?.round ?? counts.min() ?? 0
    let round = startsAnew ? 1 : before + 1
    let next = nextRun(after: round, newStage: nextStage(of: group, after: now), now)
    let gap = Duration.seconds(next.inDays * 86_400) - period.slack
    return Course(
      standing: startsAnew ? standing.startedAnew(record, period, at: now) : standing,
      startsAnew: startsAnew, next: next,
      easing: Easing(round: round, nextAt: now + max(period.gap, gap)))
  }

  /// The run that reminds next, after the reminder of this number since the gaps started anew: it
  /// comes with a new stage at the latest.
  func nextRun(after round: Int, newStage: Timestamp?, _ now: Timestamp) -> NextRun {
    let wait = schedule.shortestGap << max(0, min(round, 8) - 2)
    var run = schedule.nextRun(after: now)
    while run.inDays < wait, newStage.map({ now + run.distance < $0 }) ?? true {
      let later = schedule.nextRun(after: now + run.distance)
      let days = run.inDays + later.inDays
      guard days <= Self.longestGap else { break }
      run = NextRun(day: later.day, inDays: days)
    }
    return run
  }

  /// The day on which the next reminder is due, of an item that may be claimed from `nextAt` on: that
  /// of the first run then.
  func dueDay(_ nextAt: Timestamp) -> Day { schedule.runDay(from: nextAt + period.slack) }

  /// In days. A longer period of the schedule counts all the same.
  private static let longestGap = 30

  /// Whether the mail is in another stage than when its recipient was surely reminded last.
  private func isNewStage(
    _ group: RecipientGroup, since entry: LedgerEntry, at now: Timestamp
  ) -> Bool {
    guard let last = entry.sentAt, let oldest = group.oldestKey else { return false }
    return stages(of: oldest).contains { last < $0 && $0 <= now }
  }

  private func nextStage(of group: RecipientGroup, after now: Timestamp) -> Timestamp? {
    group.oldestKey.flatMap { key in stages(of: key).first { now < $0 } }
  }

  /// When the stages of a key of this creation begin. What was sent tells the stage that it had, so the ledger
  /// need not keep it.
  private func stages(of created: Timestamp) -> [Timestamp] {
    [1, 2].map { created + .seconds($0 * overdueAfterDays * 86_400) }
  }
}

extension Standing {
  /// What is due earlier because the gaps start anew: a period after the last claim.
  fileprivate func startedAnew(
    _ record: LedgerRecord?, _ period: ClaimPeriod, at now: Timestamp
  ) -> Standing {
    guard let entry = record?.entry else { return self }
    let nextAt = entry.claimedAt + period.gap
    guard now < nextAt else { return .due }
    switch self {
    case .alreadyReminded(let last, let held):
      return .alreadyReminded(last: last, nextAt: min(held, nextAt))
    case .alreadyTried(let last, let held):
      return .alreadyTried(last: last, nextAt: min(held, nextAt))
    case .due, .unreadable: return self
    }
  }
}

extension NextRun {
  fileprivate var distance: Duration { .seconds(inDays * 86_400) }
}

extension RecipientGroup {
  /// All keys that the mail is about.
  var keys: [LedgerKey] { owners.flatMap(\.owner.ledgerKeys) }

  /// When the oldest key was made.
  fileprivate var oldestKey: Timestamp? { owners.flatMap(\.owner.keys).map(\.key.created).min() }
}
