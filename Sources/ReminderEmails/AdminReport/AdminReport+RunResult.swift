// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import KeyReminder

extension AdminReport {
  init(_ result: RunResult) {
    self.init(
      dryRun: result.dryRun, complete: result.isComplete, users: result.users, keys: result.keys,
      emails: result.emails, ages: result.ages)
    skippedKeys = result.skippedKeys
    skipped = SkipReason.allCases.compactMap { reason in
      let count = result.users.skippedBy[reason] ?? 0
      return count > 0 ? Skipped(reason: reason.clause, count: count) : nil
    }
    accounts = result.accounts
    let isOfSeveral = result.accounts != nil
    overdue = result.owners.compactMap {
      OverdueOwner($0, from: result.overdueAfterDays, isOfSeveral)
    }
    .sorted { $0.oldestDays > $1.oldestDays }
    exemptions = result.exemptions.map {
      Exemption(userName: $0.user.name.description, until: $0.until)
    }
    rootKeys = result.rootHasKeys
    progress = result.progress
    let mailed = result.owners.filter { $0.address != nil }
    advice = Dictionary(grouping: mailed.flatMap(\.keys), by: \.advice).mapValues(\.count)
    addProblems(of: result)
  }

  private mutating func addProblems(of result: RunResult) {
    wouldBeMailed = result.owners.filter { $0.outcome == .dryRun }.compactMap { owner in
      owner.address.map {
        WouldBeMailed(userName: owner.user.name.description, address: $0.description)
      }
    }
    let isOfSeveral = result.accounts != nil
    unreachable = result.owners.compactMap { UnreachableOwner($0, isOfSeveral) }
    failures = result.failures.map {
      let account = $0.account?.text ?? $0.user?.account?.description
      return Failure(
        account: isOfSeveral ? account : nil, userName: $0.user?.name.description,
        message: $0.message)
    }
    invalidExemptions = result.invalidExemptions.map {
      InvalidExemption(userName: $0.user.name.description, value: $0.value)
    }
    warnings = result.warnings.map(\.message)
  }
}

extension AdminReport.UnreachableOwner {
  fileprivate init?(_ owner: OwnerResult, _ isOfSeveral: Bool) {
    guard let reason = owner.unreachable else { return nil }
    self.init(
      account: isOfSeveral ? owner.user.account?.description : nil,
      userName: owner.user.name.description, message: reason.message(about: owner.user.name))
  }
}

extension AdminReport.OverdueOwner {
  fileprivate init?(_ owner: OwnerResult, from overdueAfterDays: Int, _ isOfSeveral: Bool) {
    guard let oldest = owner.keys.first?.key.ageDays, oldest >= overdueAfterDays else {
      return nil
    }
    self.init(
      account: isOfSeveral ? owner.user.account?.description : nil,
      userName: owner.user.name.description, oldestDays: oldest,
      keyIDs: owner.keys.map(\.key.id.description), outcome: owner.outcome)
  }
}
