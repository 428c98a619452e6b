// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

// What concerns the run as a whole.
extension Audit {
  /// Finds the owners to whose address the mail service does not deliver.
  func findSuppressed(_ owners: inout ResolvedOwners, _ notes: inout RunNotes) async {
    let addresses = owners.reachable.map(\.address) + rules.admins
    guard !addresses.isEmpty else { return }
    let suppressions = await mailer.suppressions(of: addresses)
    owners.apply(suppressions)
    for suppression in rules.admins.compactMap(suppressions.suppression) {
      warn(.suppressedAdmin(suppression), &notes)
    }
    if let gap = suppressions.gap { warn(.unknownSuppressions(gap), &notes) }
  }

  /// Reads whether the root user of the function's own account has keys. Only the admins are told.
  func askForRootKeys(_ notes: inout RunNotes) async {
    guard case .own(let directory) = accounts, !rules.admins.isEmpty else { return }
    do throws(DirectoryError) {
      notes.rootHasKeys = try await directory.rootHasAccessKeys()
    } catch {
      warn(.unknownRootKeys(error.cause(.rootKeys)), &notes)
    }
  }

  /// What the mails call the accounts; the function's own has no name if no mail could say it.
  func accountNames(
    _ names: [AccountID: AccountName], for plan: DeliveryPlan, _ notes: inout RunNotes
  ) async -> AccountNames {
    guard case .own(let directory) = accounts else { return .several(names) }
    if case .fixed(let name) = naming { return .one(name) }
    guard naming == .alias, !rules.admins.isEmpty || !plan.due.isEmpty else { return .one(nil) }
    do throws(DirectoryError) {
      return .one(try await directory.accountAlias())
    } catch {
      warn(.unknownAccountAlias(error.cause(.accountAlias)), &notes)
      return .one(nil)
    }
  }

  /// Notes what will go wrong with the mails that are due, before the first one is sent.
  func check(_ count: Int, _ notes: inout RunNotes) async {
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
  func count(
    _ users: [(account: AccountID?, users: [UserName])], at now: Timestamp, _ notes: inout RunNotes
  ) async {
    guard policy.countsSkipped else { return }
    var (keys, gap): (SkippedKeys, Failure.Cause?) = (SkippedKeys(), nil)
    for (account, users) in users {
      let (found, problem) = await count(users, of: account, at: now)
      keys.add(found)
      gap = gap ?? problem
    }
    notes.skippedKeys = keys
    let all = users.reduce(0) { $0 + $1.users.count }
    if let gap { warn(.uncountedUsers(keys.unread, of: all, gap), &notes) }
  }

  private func count(
    _ users: [UserName], of account: AccountID?, at now: Timestamp
  ) async -> (SkippedKeys, Failure.Cause?) {
    do throws(AccountError) {
      let count = SkippedKeyCount(
        directory: try await directory(of: account), policy: policy, now: now,
        maxConcurrency: maxConcurrency)
      let (keys, gap) = await count.run(users)
      return (keys, gap?.cause(.listAccessKeys))
    } catch {
      return (SkippedKeys(unread: users.count), .access(error))
    }
  }

  private func directory(of account: AccountID?) async throws(AccountError) -> any Directory {
    switch accounts {
    case .own(let directory): return directory
    case .several(_, let access, _):
      guard let account else { throw .wrongAccount(nil) }
      return try await access.directory(of: account)
    }
  }

  /// Reports to the admins. In a dry run their mail is the last of the samples.
  func report(
    _ result: RunResult, _ composer: Composer, at now: Timestamp, _ notes: inout RunNotes
  ) async {
    let reporter = AdminReporter(mailer: runMailer(at: now), composer: composer, rules: rules)
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

  func fail(_ stage: Failure.Stage, _ cause: Failure.Cause, _ notes: inout RunNotes) {
    fail(Failure(user: nil, stage: stage, cause: cause), &notes)
  }

  func fail(_ failure: Failure, _ notes: inout RunNotes) {
    notes.failures.append(failure)
    observe(.failure(failure))
  }

  func warn(_ warning: Warning, _ notes: inout RunNotes) {
    notes.warnings.append(warning)
    observe(.warning(warning))
  }
}

extension DirectoryError {
  func cause(_ step: Failure.Step) -> Failure.Cause {
    switch self {
    case .failed(let failure): .service(failure)
    case .outOfTime(let cause): .outOfTime(step, after: cause)
    case .vanished: .noUserList
    }
  }
}
