// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

// With a ledger: what became of the keys whose owners were reminded, and the line of the run.
extension Audit {
  /// So many lines of earlier runs are looked at for one that could count retired keys. They are 4 KB,
  /// which is the unit that DynamoDB's price counts.
  private static let pastRuns = 16

  /// Removes retired keys from the ledger and notes how many. It comes after the mails and before the
  /// report, which tells it.
  func noteProgress(
    _ delivered: DeliveryPlan, _ delivery: DeliveryResults, at now: Timestamp,
    _ notes: inout RunNotes
  ) async {
    guard let ledger, let plan = delivered.progress, ledger.countsProgress else { return }
    var retired: RetiredKeys?
    if plan.isJudged {
      let due = Set(delivered.due.compactMap(\.id))
      let counted = await retire(plan.retirement, delivery, due, ledger, at: now, &notes)
      retired = RetiredKeys(counted.values, overdueAfterDays: policy.overdueAfterDays, at: now)
    }
    let since = await lastCount(ledger, at: now, &notes)
    notes.progress = Progress(
      since: since, retired: retired, unjudgedAccounts: plan.unjudgedAccounts, new: plan.new,
      ignored: plan.ignored)
  }

  /// The keys that count as retired in this run. A dry run writes nothing, and shows them all.
  ///
  /// - Parameter due: the items of the reminders that were due: those write them.
  private func retire(
    _ retirement: Retirement, _ delivery: DeliveryResults, _ due: Set<LedgerID>,
    _ use: LedgerUse, at now: Timestamp, _ notes: inout RunNotes
  ) async -> [LedgerKey: KeyHistory] {
    guard !rules.dryRun else { return retirement.keys }
    let prunings = retirement.prunings(besides: due, by: use.nonce, at: now)
    var work = PruningWork(prunings)
    await work.perform(atMost: maxConcurrency) { pruning in (pruning, await use.prune(pruning)) }
    let counted = retirement.counted(work.written.union(delivery.recorded))
    if work.failure != nil || prunings.count > PruningWork.limit {
      warn(.progress(.notCounted(retirement.keys.count - counted.count, work.failure)), &notes)
    }
    return counted
  }

  /// The day of the last run that could say which keys were retired.
  private func lastCount(
    _ use: LedgerUse, at now: Timestamp, _ notes: inout RunNotes
  ) async -> Day? {
    do throws(ServiceFailure) {
      for run in try await use.ledger.pastRuns(atMost: Self.pastRuns) {
        switch run {
        case .run(let moment, hasCounted: true) where moment <= now: return Day(moment)
        case .run: break
        case .unreadable(let name, let reason):
          warn(.progress(.oddRun(name: name, reason: reason)), &notes)
        }
      }
    } catch {
      warn(.progress(.pastRunsUnread(error)), &notes)
    }
    return nil
  }

  /// Writes the line of the run, at its very end; `false` when that failed, of which it warns.
  func noteRun(_ result: RunResult, at now: Timestamp, _ notes: inout RunNotes) async -> Bool {
    guard let ledger, !rules.dryRun else { return true }
    do throws(ServiceFailure) {
      try await ledger.ledger.note(RunLine(result, ledger, at: now))
      return true
    } catch {
      warn(.progress(.runNotRecorded(error)), &notes)
      return false
    }
  }
}

extension LedgerUse {
  fileprivate func prune(_ pruning: Pruning) async -> Result<PruningResponse, ServiceFailure> {
    do throws(ServiceFailure) {
      return .success(try await ledger.prune(pruning))
    } catch {
      return .failure(error)
    }
  }
}
