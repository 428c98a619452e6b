// SPDX-License-Identifier: Apache-2.0
public import Identifiers
public import UTC

// KeyReminder: the domain. It decides which keys are too old, who owns them and who is told about
// them. It knows neither AWS's protocols nor the wording of a mail, so it can be tested without
// either.

/// One run: reads every user's keys, then reminds the owners of the stale ones.
///
/// Everything is read before the first mail is sent. Only then is it known how many mails there
/// will be and which owners share an address.
public struct Audit: Sendable {
  let accounts: AccountSource
  let mailer: any Mailer
  private let composer: @Sendable (AccountNames) -> Composer
  let naming: AccountNaming
  let policy: Policy
  let rules: SendingRules
  let ledger: LedgerUse?
  let maxConcurrency: Int
  let observe: @Sendable (RunEvent) -> Void

  /// Creates a run.
  ///
  /// - Parameters:
  ///   - accounts: whose users are looked at.
  ///   - composer: returns a composer of the mails about accounts of these names.
  ///   - naming: where the name of the function's own account comes from.
  ///   - ledger: remembers who was reminded; `nil` for none.
  ///   - maxConcurrency: the most requests in flight; 1...64.
  ///   - observe: gets every failure and warning as it happens.
  public init(
    accounts: AccountSource, mailer: any Mailer,
    composer: @escaping @Sendable (AccountNames) -> Composer, naming: AccountNaming, policy: Policy,
    rules: SendingRules, ledger: LedgerUse? = nil, maxConcurrency: Int,
    observe: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.accounts = accounts
    self.mailer = mailer
    self.composer = composer
    self.naming = naming
    self.policy = policy
    self.rules = rules
    self.ledger = ledger
    self.maxConcurrency = max(1, maxConcurrency)
    self.observe = observe
  }

  /// Does the run.
  ///
  /// A failure that concerns one user, or one of several accounts, does not stop the others; the
  /// result lists it.
  ///
  /// - Parameters:
  ///   - account: the function's own account; `nil` if unknown.
  ///   - now: the time from which the age of a key is counted back.
  /// - Throws: ``RunError`` if no list of users was read, the accounts are unknown, or the ledger could
  ///   not be read. Nobody was mailed then.
  public func run(
    _ account: AccountID?, at now: Timestamp
  ) async throws(RunError) -> RunResult {
    let plan = try await plan(account)
    return try await remind(await scan(plan, account, at: now), plan, account, at: now)
  }

  /// Mails the owners about what was read of all accounts.
  private func remind(
    _ readings: [AccountReading], _ accounts: AccountPlan?, _ account: AccountID?,
    at now: Timestamp
  ) async throws(RunError) -> RunResult {
    var notes = RunNotes(rules, policy, hasLedger: ledger != nil)
    if account == nil { warn(.unknownAccount, &notes) }
    let reading = try merge(readings, accounts, account, &notes)
    let scan = reading.scan
    for warning in scan.warnings(policy) { warn(warning, &notes) }
    var owners = reading.owners
    policy.conclude(&owners)
    for warning in owners.warnings { warn(warning, &notes) }
    await askForRootKeys(&notes)
    if rules.readsSuppressions { await findSuppressed(&owners, &notes) }
    let plan = try await plan(owners, reading.evidence, at: now)
    let composer = composer(await accountNames(reading.names, for: plan, &notes))
    await check(plan.due.count, &notes)
    for owner in owners.unreachable { observe(.unreachable(owner.owner.user, owner.reason)) }
    for owner in owners.unread { observe(.failure(Failure(owner.owner.user, owner.failure))) }
    let delivery = await deliver(plan, composer)
    if rules.dryRun {
      notes.samples = plan.due.prefix(RunResult.sampleLimit).map { composer.reminder($0) }
    }
    await send(notices(owners, readings), composer, at: now, &notes)
    await count(reading.uncounted, at: now, &notes)
    await noteProgress(plan, delivery, at: now, &notes)
    await report(RunResult(scan, owners, delivery, notes), composer, at: now, &notes)
    let result = RunResult(scan, owners, delivery, notes)
    guard await !noteRun(result, at: now, &notes) else { return result }
    return RunResult(scan, owners, delivery, notes)
  }

  /// What is due. A ledger that cannot be read keeps everybody from being mailed: without it nobody
  /// knows who was mailed already.
  private func plan(
    _ owners: ResolvedOwners, _ evidence: KeyEvidence, at now: Timestamp
  ) async throws(RunError) -> DeliveryPlan {
    guard let ledger else { return DeliveryPlan(RecipientGroups(owners.reachable)) }
    do throws(ServiceFailure) {
      return try await DeliveryPlan(owners, ledger, evidence, at: now)
    } catch {
      throw RunError(stage: .ledger, cause: .service(error))
    }
  }

  private func deliver(_ plan: DeliveryPlan, _ composer: Composer) async -> DeliveryResults {
    let delivery = Delivery(
      mailer: mailer, composer: composer, rules: rules, overdueAfterDays: policy.overdueAfterDays,
      maxConcurrency: maxConcurrency, ledger: ledger, observe: observe)
    return await delivery.run(plan)
  }
}

extension RunNotes {
  fileprivate init(_ rules: SendingRules, _ policy: Policy, hasLedger: Bool) {
    self.hasLedger = hasLedger
    dryRun = rules.dryRun
    alertAfterDays = policy.alertAfterDays
    overdueAfterDays = policy.overdueAfterDays
  }
}
