// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials

// KeyReminder: the domain. Who owns keys that are too old, and what they are told about it. No
// word of AWS's wire stands in this room; it can be read, and tested, with nothing else.

/// One run: reads every user's keys, then reminds the owners of the stale ones.
///
/// First all is read, then all is mailed, although mails could leave earlier: only when everyone is
/// known is it known how many mails there will be and which owners share an address.
public struct Audit<Source: Directory, Outlet: Mailer>: Sendable {
  private let directory: Source
  private let mailer: Outlet
  private let policy: Policy
  private let letterhead: Letterhead
  private let dryRun: Bool
  private let width: Int
  private let observe: @Sendable (Failure) -> Void

  /// Creates a run.
  ///
  /// - Parameters:
  ///   - width: requests in flight at most; 1...64.
  ///   - observe: is told of every failure as it happens.
  public init(
    directory: Source, mailer: Outlet, policy: Policy, letterhead: Letterhead, dryRun: Bool,
    width: Int, observe: @escaping @Sendable (Failure) -> Void
  ) {
    self.directory = directory
    self.mailer = mailer
    self.policy = policy
    self.letterhead = letterhead
    self.dryRun = dryRun
    self.width = max(1, width)
    self.observe = observe
  }

  /// Does the run.
  ///
  /// One user's trouble never stops the others; it is told in the report.
  ///
  /// - Parameter now: the moment by which keys have their age.
  /// - Throws: ``AuditError`` when not even one user could be listed: nothing was done then.
  public func run(at now: Date) async throws(AuditError) -> Report {
    let survey = Survey(
      directory: directory, policy: policy, now: now, width: width, observe: observe)
    let findings = await survey.run()
    if case .failed(let reason)? = findings.listingError, findings.users.listed == 0 {
      throw AuditError(reason: reason)
    }
    let delivery = Delivery(
      mailer: mailer, letterhead: letterhead, dryRun: dryRun, width: width, observe: observe)
    return report(findings, await delivery.run(findings.owners))
  }

  private func report(_ findings: Findings, _ dispatches: [Dispatch]) -> Report {
    var report = Report(
      accountID: letterhead.accountID, dryRun: dryRun, alertAfterDays: policy.alertAfterDays)
    report.users = findings.users
    report.keys = findings.keys
    report.failures = findings.failures.map(\.failure) + dispatches.compactMap(\.failure)
    report.complete = report.failures.isEmpty
    report.add(dispatches.map(\.notification))
    return report
  }
}

/// Why a run could not begin: the list of users could not be read.
public struct AuditError: Error, Sendable, Equatable {
  /// What the directory said.
  public let reason: Reason
}

extension Report {
  fileprivate mutating func add(_ all: [Notification]) {
    emails.sent = all.count { $0.outcome == .sent }
    emails.failed = all.count { $0.outcome == .failed }
    emails.unknown = all.count { $0.outcome == .unknown }
    notifications = Array(all.prefix(Self.notificationLimit))
    notificationsTruncated = all.count > Self.notificationLimit ? true : nil
  }
}
