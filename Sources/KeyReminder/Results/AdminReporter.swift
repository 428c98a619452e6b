// SPDX-License-Identifier: Apache-2.0
internal import UTC

/// The end of a run: puts together what it found and did, and tells the admins.
struct AdminDesk<Outlet: Mailer> {
  let mailer: Outlet
  let policy: Policy
  let letterhead: Letterhead
  let composer: Composer
  let mailing: Mailing

  /// The report of the run, when the admins have theirs.
  func close(_ findings: Findings, _ post: Post, _ dispatches: Dispatches) async -> Report {
    var findings = findings
    guard let admin = mailing.admin else { return report(findings, post, dispatches) }
    var adminReport = AdminReport(
      report(findings, post, dispatches), findings, dispatches, policy: policy)
    adminReport.unreachable = post.unreachable.filter { $0.stage == .address }.map {
      .init(userName: $0.owner.userName, reason: $0.reason)
    }
    adminReport.advice = post.advice(at: letterhead.now)
    let mail = composer.adminReport(adminReport, admin)
    let outcome = await send(mail, &findings)
    var report = report(findings, post, dispatches)
    report.adminReport = outcome
    if mailing.dryRun { report.addSample(of: mail) }
    return report
  }

  private func send(_ mail: Mail, _ findings: inout Findings) async -> Notification.Outcome {
    guard !mailing.dryRun else { return .dryRun }
    do throws(MailerError) {
      _ = try await mailer.send(.written(mail))
      return .sent
    } catch {
      findings.fail(nil, .adminReport, error.reason)
      return error.outcome
    }
  }

  private func report(_ findings: Findings, _ post: Post, _ dispatches: Dispatches) -> Report {
    var report = Report(
      accountID: letterhead.accountID, dryRun: mailing.dryRun,
      alertAfterDays: policy.alertAfterDays)
    report.users = findings.users
    report.keys = findings.keys
    report.emails = dispatches.emails
    report.failures = (findings.failures + dispatches.failures).map(\.failure)
    report.complete = report.failures.isEmpty
    report.warnings = findings.warnings
    report.exemptions = findings.exemptions
    report.invalidExemptions = findings.invalidExemptions
    report.redirectedTo = letterhead.redirectedTo?.value
    report.samples = mailing.dryRun ? samples(post) : nil
    report.add(dispatches.notifications.map(\.notification))
    return report
  }

  private func samples(_ post: Post) -> [Message] {
    post.parcels.prefix(Report.sampleLimit).map { parcel in
      composer.reminder(parcel.reminder)
    }
  }
}

extension Report {
  fileprivate mutating func add(_ all: [Notification]) {
    notifications = Array(all.prefix(Self.notificationLimit))
    notificationsTruncated = all.count > Self.notificationLimit ? true : nil
  }

  /// The report to the admins is the last of the samples.
  fileprivate mutating func addSample(of mail: Mail) {
    samples = (samples ?? []).prefix(Self.sampleLimit - 1) + [.written(mail)]
  }
}

extension AdminReport {
  fileprivate init(
    _ report: Report, _ findings: Findings, _ dispatches: Dispatches, policy: Policy
  ) {
    self.init(
      dryRun: report.dryRun, complete: report.complete, users: report.users, keys: report.keys,
      emails: report.emails, ages: findings.ages)
    skipped = SkipReason.allCases.compactMap { reason in
      let count = report.users.skippedBy[reason] ?? 0
      return count > 0 ? Skipped(reason: reason.phrase, count: count) : nil
    }
    let notifications = dispatches.notifications.map(\.notification)
    oldest = Self.oldest(of: notifications)
    overdue = notifications.compactMap { OverdueOwner($0, from: policy.overdueAfterDays) }
      .sorted { $0.oldestDays > $1.oldestDays }
    failures = report.failures.filter { $0.stage != .address }
    exemptions = findings.exemptions
    rootKeys = findings.rootKeys
    invalidExemptions = findings.invalidExemptions
    warnings = report.warnings
  }

  private static func oldest(of notifications: [Notification]) -> [OldKey] {
    let keys = notifications.flatMap { owner in
      owner.keys.map { OldKey(userName: owner.userName, keyID: $0.id, ageDays: $0.ageDays) }
    }
    return Array(keys.sorted { ($1.ageDays, $0.keyID) < ($0.ageDays, $1.keyID) }.prefix(10))
  }
}

extension AdminReport.OverdueOwner {
  fileprivate init?(_ owner: Notification, from overdueAfterDays: Int) {
    guard let oldest = owner.keys.first?.ageDays, oldest >= overdueAfterDays else { return nil }
    self.init(userName: owner.userName, oldestDays: oldest, outcome: owner.outcome)
  }
}

extension Post {
  fileprivate func advice(at now: Timestamp) -> [Advice: Int] {
    let advice = parcels.flatMap(\.owners).flatMap { owner in
      owner.keys.map { Advice(for: $0, beside: owner.otherKeys, at: now) }
    }
    return Dictionary(grouping: advice) { $0 }.mapValues(\.count)
  }
}

extension MailerError {
  fileprivate var reason: Reason {
    switch self {
    case .rejected(let reason), .blocked(let reason), .unknown(let reason): reason
    case .outOfTime(let cause): .outOfTime("The report to the admins was not sent", after: cause)
    }
  }

  fileprivate var outcome: Notification.Outcome {
    if case .unknown = self { .unknown } else { .failed }
  }
}
