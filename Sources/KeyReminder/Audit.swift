// SPDX-License-Identifier: Apache-2.0
public import UTC

// KeyReminder: the domain. Who owns keys that are too old, and what they are told about it. No
// word of AWS's wire stands in this room; it can be read, and tested, with nothing else.

/// One run: reads every user's keys, then reminds the owners of the stale ones.
///
/// First all is read, then all is mailed, although mails could leave earlier: only when everyone is
/// known is it known how many mails there will be and which owners share an address.
public struct Audit<Source: Directory, Outlet: Mailer>: Sendable {
  private let directory: Source
  private let mailer: Outlet
  private let lastMailer: Outlet
  private let policy: Policy
  private let letterhead: Letterhead
  private let composer: Composer
  private let mailing: Mailing
  private let width: Int
  private let observe: @Sendable (Notice) -> Void

  /// Creates a run.
  ///
  /// - Parameters:
  ///   - lastMailer: sends the report to the admins; it has time left when the other has none.
  ///   - width: requests in flight at most; 1...64.
  ///   - observe: is told of every failure and warning as it happens.
  public init(
    directory: Source, mailer: Outlet, lastMailer: Outlet, policy: Policy, letterhead: Letterhead,
    composer: Composer, mailing: Mailing, width: Int, observe: @escaping @Sendable (Notice) -> Void
  ) {
    self.directory = directory
    self.mailer = mailer
    self.lastMailer = lastMailer
    self.policy = policy
    self.letterhead = letterhead
    self.composer = composer
    self.mailing = mailing
    self.width = max(1, width)
    self.observe = observe
  }

  /// Does the run.
  ///
  /// One user's trouble never stops the others; it is told in the report.
  ///
  /// - Parameter now: the moment by which keys have their age.
  /// - Throws: ``AuditError`` when the list of users broke off: nobody was mailed then.
  public func run(at now: Timestamp) async throws(AuditError) -> Report {
    let survey = Survey(
      directory: directory, policy: policy, now: now, width: width, observe: observe)
    var findings = await survey.run()
    if let reason = findings.listingFailure { throw AuditError(reason: reason) }
    let enquiry = Enquiry(directory: directory, policy: policy, width: width)
    await enquiry.run(&findings)
    if mailing.admin != nil { await enquiry.askForRootKeys(&findings) }
    let post = Post(findings.owners)
    await check(post, &findings)
    let delivery = Delivery(
      mailer: mailer, letterhead: letterhead, composer: composer, mailing: mailing, width: width,
      observe: observe)
    let dispatches = await delivery.run(post)
    let desk = AdminDesk(
      mailer: lastMailer, policy: policy, letterhead: letterhead, composer: composer,
      mailing: mailing)
    return await desk.close(findings, post, dispatches)
  }

  /// What is to be said before the first mail leaves.
  private func check(_ post: Post, _ findings: inout Findings) async {
    let count = post.parcels.count
    if count > mailing.maxEmails {
      findings.fail(nil, .sendEmail, .tooManyEmails(count, limit: mailing.maxEmails))
    }
    let due = min(count, mailing.maxEmails) + (mailing.admin == nil ? 0 : 1)
    guard due > 0 else { return }
    do throws(Reason) {
      for warning in try await mailer.limits().warnings(for: due) { findings.warn(warning) }
    } catch {
      findings.warn("What SES allows was not checked: \(error.message)")
    }
  }
}

/// Why nobody was mailed: the list of users could not be read, or not to its end, although there was time.
public struct AuditError: Error, Sendable, Equatable {
  /// What the directory said.
  public let reason: Reason
}
