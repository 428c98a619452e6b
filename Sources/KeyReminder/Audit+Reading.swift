// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

// Reads the accounts of a run.
extension Audit {
  /// - Throws: ``RunError`` if no account could be read, or nobody knows which there are.
  func read(
    _ account: AccountID?, at now: Timestamp, _ notes: inout RunNotes
  ) async throws(RunError) -> RunReading {
    switch accounts {
    case .own(let directory):
      let scan = AccountsScan(
        directory, account,
        ReadingRules(
          policy: policy, now: now, keepsSightings: ledger != nil, observe: observe))
      guard let reading = await read(scan, nil).first else {
        throw RunError(stage: .listUsers, cause: .noUserList)
      }
      if let refusal = reading.refusal { throw refusal }
      return RunReading(reading)
    case .several(let selection, let access, let organization):
      let plan = try await plan(selection, organization, &notes)
      let own = naming.name.flatMap { name in account.map { AccountLabel(id: $0, name: name) } }
      let scan = AccountsScan(
        plan.accounts.map { $0.named(own) }, width: maxConcurrency,
        ReadingRules(
          policy: policy, now: now, questions: questions, keepsSightings: ledger != nil,
          observe: observe))
      let readings = await read(scan, access)
      try check(readings, plan)
      notes.accounts = AccountsNotes(plan, readings)
      noteGaps(readings, &notes)
      return RunReading(readings, account, policy)
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

  /// Which accounts there are, and what of the settings does not fit them.
  private func plan(
    _ selection: AccountSelection, _ organization: any Organization, _ notes: inout RunNotes
  ) async throws(RunError) -> AccountPlan {
    let plan = try await plan(selection, organization)
    for failure in plan.failures { fail(failure, &notes) }
    for account in plan.unmatched { warn(.unmatchedAccount(account), &notes) }
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

  /// - Throws: ``RunError`` if every account was refused: then the run is not partial, it is broken.
  private func check(_ readings: [AccountReading], _ plan: AccountPlan) throws(RunError) {
    let refusals = readings.compactMap(\.refusal).filter { $0.stage != .deadline }
    guard refusals.count == readings.count, let refusal = refusals.first else { return }
    guard readings.count + plan.failures.count > 1 else { throw refusal }
    throw RunError(
      stage: refusal.stage, cause: .everyAccountFailed(readings.count + plan.failures.count))
  }

  /// What is asked about each account beside its users.
  private var questions: [AccountQuestion] {
    (rules.admins.isEmpty ? [] : [.rootKeys]) + (naming == .alias ? [.alias] : [])
  }

  /// Warns once of what is not known of some accounts.
  private func noteGaps(_ readings: [AccountReading], _ notes: inout RunNotes) {
    let rootKeys = readings.compactMap(\.rootKeys)
    if let (count, cause) = gap(rootKeys, .rootKeys) {
      warn(.unknownRootKeysOfAccounts(count, of: rootKeys.count, cause), &notes)
    }
    let aliases = readings.compactMap(\.alias)
    if let (count, cause) = gap(aliases, .accountAlias) {
      warn(.unknownAccountAliases(count, of: aliases.count, cause), &notes)
    }
  }

  private func gap<Value>(
    _ results: [Result<Value, DirectoryError>], _ step: Failure.Step
  ) -> (Int, Failure.Cause)? {
    let errors = results.compactMap { result in
      if case .failure(let error) = result { error } else { nil }
    }
    return errors.first.map { (errors.count, $0.cause(step)) }
  }
}

extension AccountNaming {
  fileprivate var name: AccountName? { if case .fixed(let name) = self { name } else { nil } }
}

extension PlannedAccount {
  /// The same, with the name that the settings give it if it is the function's own account.
  fileprivate func named(_ own: AccountLabel?) -> PlannedAccount {
    own?.id == label.id ? PlannedAccount(label: own ?? label, email: email) : self
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
