// SPDX-License-Identifier: Apache-2.0
import AWSAdapters
import AWSClient
import CurlTransport
import FailureMessages
public import HTTP
import Identifiers
import KeyReminder
public import LambdaRuntime
import Logging
import ReminderEmails
import UTC
import SES

/// Handles invocations: each is a run with the event's settings over the configuration's, and
/// responds with the run's result.
public struct ReminderHandler: Handler {
  private let configuration: Configuration
  private let version: String
  private let shared: SharedState
  private let iam: AWSClient
  private let ses: AWSClient
  private let dynamoDB: AWSClient?
  /// The services that lead to other accounts; `nil` when only the function's own is looked at.
  private let accountServices: AccountServices?
  private let time: any Timekeeper
  private let renewConnections: @Sendable () -> Void
  private let write: @Sendable (String) -> Void

  /// Creates a handler, which serves any number of invocations.
  ///
  /// - Parameters:
  ///   - version: the version of the program.
  ///   - renewConnections: closes the connections of earlier invocations.
  ///   - write: writes the line of metrics.
  public init(
    configuration: Configuration, version: String, transport: any Transport,
    time: any Timekeeper,
    renewConnections: @escaping @Sendable () -> Void,
    write: @escaping @Sendable (String) -> Void = StandardOutput.write
  ) {
    self.configuration = configuration
    self.version = version
    self.time = time
    self.renewConnections = renewConnections
    self.write = write
    let credentials = configuration.credentials
    shared = SharedState(
      transport: transport, time: time, secrets: configuration.route.proxy?.secrets ?? [],
      userAgent: "key-reminder/\(version)")
    iam = AWSClient(endpoint: configuration.iam, shared: shared, credentials: credentials)
    ses = AWSClient(endpoint: configuration.ses, shared: shared, credentials: credentials)
    dynamoDB = configuration.ledger.map { [shared] ledger in
      AWSClient(endpoint: ledger.endpoint, shared: shared, credentials: credentials)
    }
    accountServices = configuration.accounts.map { [shared] accounts in
      AccountServices(accounts, configuration.partition, shared, credentials)
    }
  }

  /// With a ledger a second attempt mails nobody twice.
  public var retriesFailures: Bool { dynamoDB != nil }

  /// Does a run and returns its result as JSON.
  public func handle(_ invocation: Invocation) async throws(InvocationFailure) -> [UInt8] {
    let run = try settings(invocation)
    // Lambda froze the process since the last invocation: the other ends may have closed the
    // connections.
    renewConnections()
    let (start, before) = (time.uptime, shared.counts)
    let result = await result(of: run, invocation)
    let (duration, calls) = (time.uptime - start, shared.counts - before)
    if run.isAsConfigured {
      let figures = Metrics(
        try? result.get(), dryRun: run.rules.dryRun,
        ledgerFailures: dynamoDB.map { _ in result.ledgerFailures },
        throttledCalls: calls.throttled, duration: duration)
      publish(figures, of: invocation)
    }
    let summary = try result.get()
    invocation.logger.sumUp(summary, duration: duration)
    return summary.response(version: version, redirectedTo: configuration.redirectTo)
  }

  /// Writes the metrics if INFO is logged: otherwise Lambda would drop the line.
  private func publish(_ metrics: Metrics, of invocation: Invocation) {
    guard invocation.logger.logLevel <= .info else { return }
    write(
      metrics.line(
        of: invocation.invokedFunctionARN, requestID: invocation.requestID, version: version,
        at: time.now))
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
  ) async -> Result<RunResult, InvocationFailure> {
    let account = invocation.invokedFunctionARN.flatMap(ARN.init)?.account
    do throws(RunError) {
      return .success(try await audit(run, account, invocation).run(account, at: time.now))
    } catch {
      return .failure(InvocationFailure(error))
    }
  }

  private func audit(_ run: RunSettings, _ account: AccountID?, _ invocation: Invocation) -> Audit {
    let deadlines = Deadlines(invocation.deadline, by: time)
    let (logger, redirectedTo) = (invocation.logger, configuration.redirectTo)
    let observer = logger.callObserver
    let (context, template) = (context(run, account), configuration.template)
    let namesAccounts = run.accounts != nil
    return Audit(
      accounts: accounts(run, account, invocation, deadlines.reading),
      mailer: mailer(deadlines, observer),
      composer: { Composer(context: context.naming($0), template: template) },
      naming: configuration.naming,
      policy: run.policy, rules: run.rules, ledger: ledger(run, invocation, deadlines),
      maxConcurrency: configuration.maxConcurrency,
      observe: {
        logger.report($0, redirectedTo: redirectedTo, namesAccounts: namesAccounts)
      })
  }

  private func accounts(
    _ run: RunSettings, _ account: AccountID?, _ invocation: Invocation, _ deadline: Deadline
  ) -> AccountSource {
    let iam = iam.observed(by: invocation.logger.callObserver)
    guard let accountServices, let selection = run.accounts else {
      return .own(AccountDirectory(iam: iam, deadline: deadline))
    }
    return accountServices.source(selection, account, iam, invocation, by: deadline)
  }

  /// The ledger, under a mark that no other invocation has.
  private func ledger(
    _ run: RunSettings, _ invocation: Invocation, _ deadlines: Deadlines
  ) -> LedgerUse? {
    guard let dynamoDB, let table = configuration.ledger?.table else { return nil }
    let ledger = DynamoDBLedger(
      dynamoDB: dynamoDB.observed(by: invocation.logger.callObserver),
      table: configuration.redirectTo == nil ? table : table.redirected,
      deadlines: LedgerDeadlines(
        reading: deadlines.mailing, claims: deadlines.mailing, records: deadlines.recording,
        progress: deadlines.noting))
    return LedgerUse(
      ledger: ledger, nonce: .random(),
      cadence: Cadence(
        pace: configuration.pace, schedule: configuration.schedule,
        overdueAfterDays: run.policy.overdueAfterDays),
      tick: run.scheduledTime ?? invocation.requestID, countsProgress: run.looksAsConfigured)
  }

  private func mailer(
    _ deadlines: Deadlines, _ observer: CallObserver?
  ) -> SESMailer<AWSClient> {
    SESMailer(
      ses: ses.observed(by: observer),
      deadlines: MailDeadlines(
        limits: deadlines.reading, reminders: deadlines.mailing, end: deadlines.end),
      sender: configuration.sender, limiter: SendRateLimiter(by: time),
      listLimiter: SendRateLimiter(by: time, perSecond: 1))
  }

  private func context(_ run: RunSettings, _ account: AccountID?) -> MessageContext {
    MessageContext(
      accountID: account?.description, alertAfterDays: run.policy.alertAfterDays,
      overdueAfterDays: run.policy.overdueAfterDays,
      nextRun: configuration.schedule.nextRun(after: time.now),
      supportEmails: configuration.sender.replyTo, supportPage: configuration.supportPage,
      advicePage: configuration.advicePage,
      guides: configuration.partition.guides,
      consoleHost: configuration.partition.consoleHost, exemptionTag: run.policy.excludeTag,
      today: Day(time.now), redirectedTo: configuration.redirectTo,
      version: version)
  }
}

extension Result<RunResult, InvocationFailure> {
  /// What the ledger refused or could not do.
  fileprivate var ledgerFailures: Int {
    switch self {
    case .success(let result): result.ledgerFailures
    case .failure(let failure): failure.type == InvocationFailure.ledgerUnavailable ? 1 : 0
    }
  }
}

extension InvocationFailure {
  fileprivate static let ledgerUnavailable = "Function.LedgerUnavailable"

  /// Why nobody was mailed.
  fileprivate init(_ error: RunError) {
    let type =
      switch error.stage {
      case .ledger: Self.ledgerUnavailable
      case .listAccounts: "Function.AccountsNotListed"
      case .assumeRole: "Function.AccountsNotEntered"
      default: "Function.UsersNotListed"
      }
    let account = error.account.map { "Account \($0.text): " } ?? ""
    self.init(
      type: type, message: "\(account)\(error.cause.message(about: nil)) Nobody was mailed.")
  }
}
