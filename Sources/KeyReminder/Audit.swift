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
  private let directory: any Directory
  private let mailer: any Mailer
  private let composer: @Sendable (AccountName?) -> Composer
  private let naming: AccountNaming
  private let policy: Policy
  private let rules: SendingRules
  private let ledger: LedgerUse?
  private let maxConcurrency: Int
  private let observe: @Sendable (RunEvent) -> Void

  /// Creates a run.
  ///
  /// - Parameters:
  ///   - composer: returns a composer of the mails about an account of this name.
  ///   - naming: where the name of the account comes from.
  ///   - ledger: remembers who was reminded; `nil` for none.
  ///   - maxConcurrency: the most requests in flight; 1...64.
  ///   - observe: gets every failure and warning as it happens.
  public init(
    directory: any Directory, mailer: any Mailer,
    composer: @escaping @Sendable (AccountName?) -> Composer, naming: AccountNaming, policy: Policy,
    rules: SendingRules, ledger: LedgerUse? = nil, maxConcurrency: Int,
    observe: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.directory = directory
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
  /// A failure that concerns one user does not stop the others; the result lists it.
  ///
  /// - Parameters:
  ///   - account: the account of the users; `nil` if unknown.
  ///   - now: the time from which the age of a key is counted back.
  /// - Throws: ``RunError`` if the list of users broke off or the ledger could not be read. Nobody was
  ///   mailed then.
  public func run(
    _ account: AccountID?, at now: Timestamp
  ) async throws(RunError) -> RunResult {
    var notes = RunNotes(rules, policy, hasLedger: ledger != nil)
    if account == nil { warn(.unknownAccount, &notes) }
    let scan = try await scan(account, at: now)
    for warning in scan.warnings(policy) { warn(warning, &notes) }
    var owners = await resolve(scan.owners, at: now)
    for warning in owners.warnings { warn(warning, &notes) }
    if !rules.admins.isEmpty { await askForRootKeys(&notes) }
    if rules.readsSuppressions { await findSuppressed(&owners, &notes) }
    let plan = try await plan(RecipientGroups(owners.reachable), at: now)
    let composer = composer(await accountName(for: plan, &notes))
    await check(plan.due.count, &notes)
    for owner in owners.unreachable { observe(.unreachable(owner.owner.user, owner.reason)) }
    for owner in owners.unread { observe(.failure(Failure(owner.owner.user, owner.failure))) }
    let delivery = await deliver(plan, composer)
    if rules.dryRun {
      notes.samples = plan.due.prefix(RunResult.sampleLimit).map { composer.reminder($0) }
    }
    await count(scan.uncounted, at: now, &notes)
    await report(RunResult(scan, owners, delivery, notes), composer, at: now, &notes)
    return RunResult(scan, owners, delivery, notes)
  }

  private func scan(
    _ account: AccountID?, at now: Timestamp
  ) async throws(RunError) -> AccountScan {
    let scan = KeyScan(
      directory: directory, policy: policy, now: now, maxConcurrency: maxConcurrency,
      observe: observe)
    do throws(ListingError) {
      return try await scan.run(account)
    } catch {
      throw RunError(stage: .listUsers, cause: error.cause)
    }
  }

  private func resolve(_ owners: [StaleOwner], at now: Timestamp) async -> ResolvedOwners {
    let lookup = OwnerLookup(
      directory: directory, policy: policy, now: now, maxConcurrency: maxConcurrency)
    return policy.resolve(await lookup.run(owners), at: now)
  }

  /// What is due. A ledger that cannot be read keeps everybody from being mailed: without it nobody
  /// knows who was mailed already.
  private func plan(
    _ groups: RecipientGroups, at now: Timestamp
  ) async throws(RunError) -> DeliveryPlan {
    guard let ledger else { return DeliveryPlan(groups) }
    do throws(ServiceFailure) {
      return try await DeliveryPlan(groups, ledger, at: now)
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

// What concerns the run as a whole.
extension Audit {
  /// Finds the owners to whose address the mail service does not deliver.
  private func findSuppressed(_ owners: inout ResolvedOwners, _ notes: inout RunNotes) async {
    let addresses = owners.reachable.map(\.address) + rules.admins
    guard !addresses.isEmpty else { return }
    let suppressions = await mailer.suppressions(of: addresses)
    owners.apply(suppressions)
    for suppression in rules.admins.compactMap(suppressions.suppression) {
      warn(.suppressedAdmin(suppression), &notes)
    }
    if let gap = suppressions.gap { warn(.unknownSuppressions(gap), &notes) }
  }

  /// Reads whether the root user has keys. Only the admins are told.
  private func askForRootKeys(_ notes: inout RunNotes) async {
    do throws(DirectoryError) {
      notes.rootHasKeys = try await directory.rootHasAccessKeys()
    } catch {
      warn(.unknownRootKeys(error.cause(.rootKeys)), &notes)
    }
  }

  /// The name of the account; `nil` too if there is no mail that could say it.
  private func accountName(
    for plan: DeliveryPlan, _ notes: inout RunNotes
  ) async -> AccountName? {
    if case .fixed(let name) = naming { return name }
    guard naming == .alias, !rules.admins.isEmpty || !plan.due.isEmpty else { return nil }
    do throws(DirectoryError) {
      return try await directory.accountAlias()
    } catch {
      warn(.unknownAccountAlias(error.cause(.accountAlias)), &notes)
      return nil
    }
  }

  /// Notes what will go wrong with the mails that are due, before the first one is sent.
  private func check(_ count: Int, _ notes: inout RunNotes) async {
    if count > rules.maxEmails {
      fail(.sendEmail, .tooManyEmails(due: count, limit: rules.maxEmails), &notes)
    }
    // The service counts recipients.
    let due = min(count, rules.maxEmails) + rules.admins.count
    guard due > 0, rules.readsLimits else { return }
    do throws(ServiceFailure) {
      for warning in try await mailer.limits().warnings(for: due) { warn(warning, &notes) }
    } catch {
      warn(.unknownSendingLimits(error), &notes)
    }
  }

  /// Counts the stale keys of those who were left out. It comes after the mails, to which it must
  /// leave the time.
  private func count(_ users: [UserName], at now: Timestamp, _ notes: inout RunNotes) async {
    guard policy.countsSkipped else { return }
    let count = SkippedKeyCount(
      directory: directory, policy: policy, now: now, maxConcurrency: maxConcurrency)
    let (keys, gap) = await count.run(users)
    notes.skippedKeys = keys
    guard let gap else { return }
    warn(.uncountedUsers(keys.unread, of: users.count, gap.cause(.listAccessKeys)), &notes)
  }

  /// Reports to the admins. In a dry run their mail is the last of the samples.
  private func report(
    _ result: RunResult, _ composer: Composer, at now: Timestamp, _ notes: inout RunNotes
  ) async {
    let reporter = AdminReporter(
      mailer: mailer, composer: composer, rules: rules, ledger: ledger, now: now)
    guard let report = await reporter.run(result) else { return }
    notes.adminReport = report.outcome
    observe(.mail(report.record(to: rules.admins)))
    if let fault = report.fault { warn(.outcomeNotRecorded(fault, of: nil), &notes) }
    if let failure = report.failure {
      notes.failures.append(failure)
      observe(.failure(failure))
    }
    if let samples = notes.samples {
      notes.samples = samples.prefix(RunResult.sampleLimit - 1) + [.written(report.mail)]
    }
  }

  private func fail(_ stage: Failure.Stage, _ cause: Failure.Cause, _ notes: inout RunNotes) {
    let failure = Failure(user: nil, stage: stage, cause: cause)
    notes.failures.append(failure)
    observe(.failure(failure))
  }

  private func warn(_ warning: Warning, _ notes: inout RunNotes) {
    notes.warnings.append(warning)
    observe(.warning(warning))
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

extension DirectoryError {
  fileprivate func cause(_ step: Failure.Step) -> Failure.Cause {
    switch self {
    case .failed(let failure): .service(failure)
    case .outOfTime(let cause): .outOfTime(step, after: cause)
    case .vanished: .noUserList
    }
  }
}
