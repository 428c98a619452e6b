// SPDX-License-Identifier: Apache-2.0
import AWSAdapters
import AWSClient
import CurlTransport
public import HTTP
import JSON
import KeyReminder
public import LambdaRuntime
import Logging
import ReminderEmails

/// One invocation: the event's settings over the configuration's, a run, its report as the answer.
public struct ReminderHandler: Handler {
  private let configuration: Configuration
  private let shared: SharedState
  private let iam: AWSClient
  private let ses: AWSClient
  private let time: any Timekeeper
  private let renewConnections: @Sendable () -> Void
  private let write: @Sendable (String) -> Void

  /// Creates a handler, which serves any number of invocations.
  ///
  /// - Parameters:
  ///   - renewConnections: lets go of connections that are left from the invocation before.
  ///   - write: takes the line of metrics.
  public init(
    configuration: Configuration, transport: any Transport, time: any Timekeeper,
    renewConnections: @escaping @Sendable () -> Void,
    write: @escaping @Sendable (String) -> Void = StandardOutput.write
  ) {
    self.configuration = configuration
    self.time = time
    self.renewConnections = renewConnections
    self.write = write
    let credentials = configuration.credentials
    shared = SharedState(
      transport: transport, time: time, secrets: configuration.route.proxy?.secrets ?? [])
    iam = AWSClient(endpoint: configuration.iam, shared: shared, credentials: credentials)
    ses = AWSClient(endpoint: configuration.ses, shared: shared, credentials: credentials)
  }

  /// Does a run and returns its report as JSON.
  public func handle(_ invocation: Invocation) async throws(InvocationFailure) -> [UInt8] {
    let run = try settings(invocation)
    // Lambda froze the process in between: the other end of a connection may be gone for long.
    renewConnections()
    let (start, before) = (time.uptime, shared.counts)
    let result = await result(of: run, invocation)
    let (duration, calls) = (time.uptime - start, shared.counts - before)
    if run.isAsConfigured {
      let report = try? result.get()
      publish(
        Metrics(report, throttledCalls: calls.throttled, duration: duration), of: invocation)
    }
    let report = try result.get()
    invocation.logger.sumUp(report, duration: duration)
    return report.answer()
  }

  /// Writes the metrics, where INFO is written: Lambda would drop the line anyway.
  private func publish(_ metrics: Metrics, of invocation: Invocation) {
    guard invocation.logger.logLevel <= .info else { return }
    write(
      metrics.line(
        of: invocation.invokedFunctionARN, requestID: invocation.requestID, at: time.now))
  }

  private func settings(_ invocation: Invocation) throws(InvocationFailure) -> RunSettings {
    do throws(EventError) {
      return try RunSettings(configuration, Event(invocation.payload))
    } catch {
      throw InvocationFailure(type: "Function.InvalidEvent", message: error.message)
    }
  }

  private func result(
    of run: RunSettings, _ invocation: Invocation
  ) async -> Result<Report, InvocationFailure> {
    let deadlines = Deadlines(invocation.deadline, by: time)
    let logger = invocation.logger
    let limiter = SendRateLimiter(by: time)
    let letterhead = letterhead(run, accountID: accountID(invocation.invokedFunctionARN))
    let audit = Audit(
      directory: AccountDirectory(iam: iam, deadline: deadlines.reading),
      mailer: mailer(deadlines, limiter, until: deadlines.mailing),
      lastMailer: mailer(deadlines, limiter, until: deadlines.end), policy: run.policy,
      letterhead: letterhead,
      composer: Composer(context: letterhead, template: run.mailing.template),
      mailing: run.mailing, width: configuration.maxConcurrency, observe: { logger.report($0) })
    do throws(AuditError) {
      return .success(try await audit.run(at: time.now))
    } catch {
      return .failure(
        InvocationFailure(
          type: "Function.UsersNotListed", message: "\(error.reason.message) Nobody was mailed."))
    }
  }

  /// - Parameter deadline: no mail is begun after it.
  private func mailer(
    _ deadlines: Deadlines, _ limiter: SendRateLimiter, until deadline: Deadline
  ) -> SESMailer<AWSClient> {
    SESMailer(
      ses: ses,
      deadlines: MailDeadlines(limits: deadlines.reading, begin: deadline, end: deadlines.end),
      sender: configuration.sender, replyTo: configuration.support, limiter: limiter)
  }

  private func letterhead(_ run: RunSettings, accountID: String) -> Letterhead {
    Letterhead(
      accountID: accountID, now: time.now, alertAfterDays: run.policy.alertAfterDays,
      overdueAfterDays: run.policy.overdueAfterDays, sendEveryDays: configuration.sendEveryDays,
      supportEmail: configuration.support, rotationGuide: configuration.partition.rotationGuide,
      consoleHost: configuration.partition.consoleHost, redirectedTo: configuration.redirectTo)
  }

  /// `arn:aws:lambda:REGION:ACCOUNT:function:NAME`.
  private func accountID(_ arn: String?) -> String {
    let parts = arn?.split(separator: ":", omittingEmptySubsequences: false) ?? []
    guard parts.count > 4, parts[4].utf8.count == 12,
      parts[4].utf8.allSatisfy({ (48...57).contains($0) })
    else { return "unknown" }
    return String(parts[4])
  }
}

/// The settings of one run.
struct RunSettings {
  private(set) var policy: Policy
  private(set) var mailing: Mailing
  /// Whether the event changed nothing. The figures of a run about other users, or by another
  /// threshold, are not to be drawn into the same curve.
  let isAsConfigured: Bool

  /// Puts the event's settings over the configuration's.
  ///
  /// - Throws: ``EventError`` for an audience that the configuration does not define.
  init(_ configuration: Configuration, _ event: Event) throws(EventError) {
    policy = configuration.policy
    mailing = configuration.mailing
    policy.alertAfterDays = event.alertAfterDays ?? policy.alertAfterDays
    policy.audience = event.audience ?? policy.audience
    policy.pathPrefix = event.pathPrefix ?? policy.pathPrefix
    mailing.dryRun = event.dryRun ?? mailing.dryRun
    isAsConfigured = policy == configuration.policy && mailing == configuration.mailing
    guard policy.audience != .tagged || policy.includeTag != nil else {
      throw EventError(
        "The event's \"users\" is \"tagged\", but the variable INCLUDE_TAG names no tag.")
    }
  }
}

/// By when the parts of a run must end, so that the answer is posted before Lambda kills us.
struct Deadlines {
  /// Reading may use four fifths of the time: whoever was found by then still gets a mail.
  let reading: Deadline
  /// No mail is begun after this: one whose answer comes too late is one of unknown outcome.
  let mailing: Deadline
  /// No call goes on after this: what is left is for the answer.
  let end: Deadline

  init(_ deadline: Deadline, by time: some Timekeeper) {
    let left = deadline.remaining(by: time)
    let margin = min(max(left / 20, .milliseconds(200)), .seconds(2))
    end = deadline - margin
    mailing = end - margin
    reading = end - (left - margin) / 5
  }
}

extension Partition {
  /// AWS's own guide to rotating an access key, on the partition's own site where it has one; the
  /// one for China has a folder for each language.
  var rotationGuide: String {
    let site = "https://\(documentationHost ?? "docs.aws.amazon.com")"
    let language = self == .china ? "/en_us" : ""
    return site + language + "/IAM/latest/UserGuide/id-credentials-access-keys-update.html"
  }
}

extension Logger {
  /// One line for each notice: what failed for the whole run as an error, the rest as a warning.
  fileprivate func report(_ notice: Notice) {
    switch notice {
    case .failure(let failure): report(failure)
    case .warning(let text):
      warning(
        "Something optional is not known or not as it should be.", metadata: ["reason": "\(text)"])
    }
  }

  private func report(_ failure: Failure) {
    var fields: Metadata = [
      "stage": "\(failure.stage.rawValue)", "code": "\(failure.code)",
      "reason": "\(failure.message)",
    ]
    if let user = failure.userName { fields["userName"] = "\(user)" }
    let level: Level = failure.userName == nil ? .error : .warning
    log(level: level, "Something could not be done.", metadata: fields)
  }

  /// The one line that sums a run up.
  fileprivate func sumUp(_ report: Report, duration: Duration) {
    info(
      "The run has ended.",
      metadata: [
        "complete": .stringConvertible(report.complete),
        "dryRun": .stringConvertible(report.dryRun),
        "usersListed": .stringConvertible(report.users.listed),
        "usersChecked": .stringConvertible(report.users.checked),
        "usersSkipped": .stringConvertible(report.users.skipped),
        "keysStale": .stringConvertible(report.keys.stale),
        "keysUnreadable": .stringConvertible(report.keys.unreadable),
        "emailsSent": .stringConvertible(report.emails.sent),
        "emailsFailed": .stringConvertible(report.emails.failed),
        "emailsUnknown": .stringConvertible(report.emails.unknown),
        "failures": .stringConvertible(report.failures.count),
        "warnings": .stringConvertible(report.warnings.count),
        "durationMs": .stringConvertible(Int(duration / .milliseconds(1))),
      ])
  }
}
