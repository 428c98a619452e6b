// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

// The first two phases of a run: which accounts there are, and what is read of each. Each hands over
// plain values.
extension Audit {
  /// Which accounts are read; `nil` when only the function's own is, which may be unknown.
  ///
  /// - Throws: ``RunError`` if nobody knows which accounts there are, or none is left.
  func plan(_ account: AccountID?) async throws(RunError) -> AccountPlan? {
    guard case .several(let selection, _, let organization) = accounts else { return nil }
    let plan = try await plan(selection, organization).naming(account, naming)
    guard plan.accounts.isEmpty else { return plan }
    let only = plan.failures.count == 1 ? plan.failures.first : nil
    throw RunError(
      account: only?.account, stage: .listAccounts, cause: only?.cause ?? .noAccounts)
  }

  private func plan(
    _ selection: AccountSelection, _ organization: any Organization
  ) async throws(RunError) -> AccountPlan {
    switch selection.source {
    case .listed(let accounts): return AccountPlan(accounts, only: selection.only)
    case .organization(let units):
      do throws(OrganizationError) {
        return AccountPlan(try await organization.accounts(in: units), selection)
      } catch {
        throw RunError(stage: .listAccounts, cause: error.cause)
      }
    }
  }

  /// Reads every account of the plan, or the function's own.
  func scan(
    _ plan: AccountPlan?, _ account: AccountID?, at now: Timestamp
  ) async -> [AccountReading] {
    switch accounts {
    case .own(let directory):
      let rules = ReadingRules(
        policy: policy, now: now, keepsSightings: ledger != nil, observe: observe)
      return await read(AccountsScan(directory, account, rules), nil)
    case .several(_, let access, _):
      let rules = ReadingRules(
        policy: policy, now: now, questions: questions, keepsSightings: ledger != nil,
        observe: observe)
      let scan = AccountsScan(plan?.accounts ?? [], width: maxConcurrency, rules)
      return await read(scan, access)
    }
  }

  private func read(
    _ scan: consuming AccountsScan, _ access: (any AccountAccess)?
  ) async -> [AccountReading] {
    var work = scan
    await work.perform(atMost: maxConcurrency) {
      (job: $0, response: await $0.request.perform(access))
    }
    return work.readings.compactMap(\.self)
  }

  /// What is asked about each of several accounts beside its users.
  private var questions: [AccountQuestion] {
    (rules.admins.isEmpty ? [] : [.rootKeys]) + (naming == .alias ? [.alias] : [])
  }
}

// What was read of all accounts, taken together.
extension Audit {
  /// - Throws: ``RunError`` if no account could be read: then the run is not partial, it is broken.
  func merge(
    _ readings: [AccountReading], _ plan: AccountPlan?, _ account: AccountID?,
    _ notes: inout RunNotes
  ) throws(RunError) -> RunReading {
    guard let plan else {
      guard let reading = readings.first else {
        throw RunError(stage: .listUsers, cause: .noUserList)
      }
      if let refusal = reading.refusal { throw refusal }
      return RunReading(reading)
    }
    for failure in plan.failures { fail(failure, &notes) }
    for account in plan.unmatched { warn(.unmatchedAccount(account), &notes) }
    try check(readings, plan)
    notes.accounts = AccountsNotes(plan, readings)
    noteGaps(readings, &notes)
    return RunReading(readings, account, policy)
  }

  /// - Throws: ``RunError`` if every account was refused: then the run is not partial, it is broken.
  private func check(_ readings: [AccountReading], _ plan: AccountPlan) throws(RunError) {
    let refusals = readings.compactMap(\.refusal).filter { $0.stage != .deadline }
    guard refusals.count == readings.count, let refusal = refusals.first else { return }
    guard readings.count + plan.failures.count > 1 else { throw refusal }
    throw RunError(
      stage: refusal.stage, cause: .everyAccountFailed(readings.count + plan.failures.count))
  }

  /// Warns once of what is not known of some accounts.
  private func noteGaps(_ readings: [AccountReading], _ notes: inout RunNotes) {
    let rootKeys = readings.map(\.rootKeys)
    if let (count, cause) = gap(rootKeys, .rootKeys) {
      warn(
        .unknownRootKeysOfAccounts(count, of: rootKeys.count { $0 != .notNeeded }, cause), &notes)
    }
    let aliases = readings.map(\.alias)
    if let (count, cause) = gap(aliases, .accountAlias) {
      warn(.unknownAccountAliases(count, of: aliases.count { $0 != .notNeeded }, cause), &notes)
    }
  }

  private func gap<Value>(
    _ results: [Lookup<Value>], _ step: Failure.Step
  ) -> (Int, Failure.Cause)? {
    let errors = results.compactMap { result in
      if case .failed(let error) = result { error } else { nil }
    }
    return errors.first.map { (errors.count, $0.cause(step)) }
  }
}

extension AccountPlan {
  /// The same, with the name that the settings give the function's own account.
  fileprivate func naming(_ own: AccountID?, _ naming: AccountNaming) -> AccountPlan {
    guard case .fixed(let name) = naming, let own else { return self }
    return self.naming(AccountLabel(id: own, name: name))
  }
}

extension OrganizationError {
  fileprivate var cause: Failure.Cause {
    if case .outOfTime(let failure) = self {
      .outOfTime(.listAccounts, after: failure)
    } else {
      .organization(self)
    }
  }
}
