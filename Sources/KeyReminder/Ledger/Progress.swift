// SPDX-License-Identifier: Apache-2.0
import Identifiers
public import UTC

/// Whether reminding works: what became of keys whose owners were reminded.
public struct Progress: Sendable, Equatable {
  /// The day of the last run that could say which keys were retired; `nil` if none is known.
  public let since: Day?
  /// The keys that were retired since then; `nil` when that is not known, because no account was read to
  /// its end.
  public let retired: RetiredKeys?
  /// The accounts that were not read to their end: nothing can be said about retired keys of theirs.
  public let unjudgedAccounts: Int
  /// Stale keys of owners who can be reached and were not reminded of them before.
  public let new: Int
  /// Stale keys that are still active although their owners were reminded before.
  public let ignored: Int

  package init(
    since: Day?, retired: RetiredKeys?, unjudgedAccounts: Int = 0, new: Int, ignored: Int
  ) {
    self.since = since
    self.retired = retired
    self.unjudgedAccounts = unjudgedAccounts
    self.new = new
    self.ignored = ignored
  }
}

/// Keys that were deleted or deactivated after their owners were reminded.
public struct RetiredKeys: Sendable, Equatable {
  /// Keys of one stage.
  public struct Stage: Sendable, Equatable {
    /// How many.
    public let count: Int
    /// The median of the whole days from the first reminder to the run that found them retired.
    public let medianDays: Int

    package init(count: Int, medianDays: Int) {
      self.count = count
      self.medianDays = medianDays
    }

    /// - Parameter days: the days of each key; not empty.
    fileprivate init?(_ days: [Int]) {
      guard let median = median(of: days) else { return nil }
      self.init(count: days.count, medianDays: median)
    }
  }

  /// By how urgent the reminders had become. Stages without keys are left out.
  public let stages: [Urgency: Stage]
  /// The median over all stages; `nil` for no keys.
  public let medianDays: Int?
  /// How many.
  public var count: Int { stages.values.reduce(0) { $0 + $1.count } }

  package init(stages: [Urgency: Stage], medianDays: Int?) {
    self.stages = stages
    self.medianDays = medianDays
  }

  init(
    _ histories: some Sequence<KeyHistory>, overdueAfterDays: Int, at now: Timestamp
  ) {
    var days: [Urgency: [Int]] = [:]
    for history in histories {
      let age = wholeDays(from: history.created, to: now)
      let stage = Urgency(ageDays: age, overdueAfterDays: overdueAfterDays)
      days[stage, default: []].append(wholeDays(from: history.first, to: now))
    }
    self.init(
      stages: days.compactMapValues(Stage.init), medianDays: median(of: days.values.joined()))
  }
}

/// The middle value; of an even number, the mean of the two in the middle, rounded down.
private func median(of values: some Sequence<Int>) -> Int? {
  let sorted = values.sorted()
  guard !sorted.isEmpty else { return nil }
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

private func wholeDays(from start: Timestamp, to end: Timestamp) -> Int {
  max(0, Int((end - start).components.seconds / 86_400))
}

/// What a run will say about progress, once its mails are sent.
struct ProgressPlan: Sendable {
  let retirement: Retirement
  /// Whether it can be said which keys were retired.
  let isJudged: Bool
  /// The accounts of which it cannot be said.
  let unjudgedAccounts: Int
  let new: Int
  let ignored: Int

  init(
    _ records: [LedgerID: LedgerRecord], _ histories: KeyHistories, _ owners: ResolvedOwners,
    _ evidence: KeyEvidence, judges: Bool
  ) {
    isJudged = judges && !evidence.accounts.isEmpty
    unjudgedAccounts = evidence.unjudged
    retirement = Retirement(records, histories, isJudged ? evidence : KeyEvidence())
    let reachable = owners.reachable.flatMap { $0.owner.ledgerKeys }
    let unreachable = owners.unreachable.flatMap { $0.owner.ledgerKeys }
    new = reachable.count { histories[$0] == nil }
    ignored = (reachable + unreachable).count { histories[$0] != nil }
  }
}
