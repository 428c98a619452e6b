// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import ReminderEmails
import Synchronization
import Testing
import TestSupport
import UTC

@testable import KeyReminder

/// An account of a test, with what goes wrong in it.
struct AccountSample: Sendable {
  static let now = Timestamp(secondsSince1970: 1_780_099_200)

  var pages: [[User]] = []
  var keys: [String: [AccessKey]] = [:]
  /// The result for the page of this number, instead.
  var pageFaults: [Int: DirectoryError] = [:]
  /// The result for this user's keys, instead.
  var keyFaults: [String: DirectoryError] = [:]
  /// The result for this user's keys from the second request on.
  var keysAgain: [String: Result<[AccessKey], DirectoryError>] = [:]
  /// The tags of each user.
  var tags: [String: [UserTag]] = [:]
  /// The result for this user's tags, instead.
  var tagFaults: [String: DirectoryError] = [:]
  /// The last uses of keys, by id; the others were never used.
  var uses: [String: KeyUse] = [:]
  /// The result for this key's last use, instead.
  var useFaults: [String: DirectoryError] = [:]
  /// The result for every last use, instead.
  var useFault: DirectoryError?
  var rootKeys: Result<Bool?, DirectoryError> = .success(false)
  var alias: Result<AccountName?, DirectoryError> = .success(nil)
  var limits: Result<SendingLimits, ServiceFailure> = .success(SendingLimits())
  /// To whom nothing is delivered.
  var suppressions = Suppressions()
  /// The result of a mail to this address.
  var mailFaults: [String: MailerError] = [:]

  /// Every user has one key of 400 days.
  static func stale(pages: [[String]]) -> AccountSample {
    let names = pages.joined()
    return AccountSample(
      pages: pages.map { $0.map(User.console) },
      keys: Dictionary(names.map { ($0, [.aged(400, id: "AKIA\($0)")]) }) { first, _ in first })
  }

  /// The result of a run.
  func audit(
    account: AccountID? = AccountID("123456789012"), policy: Policy = .sample, dryRun: Bool = false,
    reportsDryRun: Bool = false, maxEmails: Int = 10_000,
    admin: String? = nil, template: String? = nil, redirectTo: String? = nil,
    naming: AccountNaming = .none, readsLimits: Bool = true,
    maxConcurrency: Int = 4, readsSuppressions: Bool = false, ledger: (any Ledger)? = nil,
    tick: String = "1", pace: Cadence.Pace = .steady, at now: Timestamp = AccountSample.now,
    countsProgress: Bool = true,
    meter: Meter = Meter()
  ) async throws -> Run {
    let mailer = SampleMailer(account: self, meter: meter)
    let observed = Transcript<RunEvent>()
    let directory = SampleDirectory(account: self, meter: meter)
    let context = MessageContext.sample(
      account, redirectedTo: redirectTo.flatMap(EmailAddress.init))
    let audit = Audit(
      accounts: .own(directory), mailer: mailer,
      composer: { Composer(context: context.naming($0), template: template) }, naming: naming,
      policy: policy,
      rules: SendingRules(
        dryRun: dryRun, reportsDryRun: reportsDryRun, maxEmails: maxEmails,
        admins: (admin ?? "").split(separator: " ").compactMap { EmailAddress(String($0)) },
        readsLimits: readsLimits, readsSuppressions: readsSuppressions),
      ledger: ledger.map {
        LedgerUse(
          ledger: $0, nonce: .random(), cadence: .sample(pace, policy), tick: tick,
          countsProgress: countsProgress)
      },
      maxConcurrency: maxConcurrency,
      observe: { event in
        observed.add(event)
        if case .failure(let failure) = event {
          meter.note("failure of \(failure.userName ?? "-")")
        }
      })
    let report = try await audit.run(account, at: now)
    return Run(
      report: report, messages: mailer.sent.items, asked: directory.asked.items,
      keysRead: directory.read.items, events: observed.items, suppressionsAsked: mailer.asked.items)
  }

  struct Run {
    let report: RunResult
    /// The messages that were handed to the mailer, whatever the result.
    let messages: [Message]
    /// The requests to the directory: `tags ana`, `use AKIA1`.
    let asked: [String]
    /// The users whose keys were read, once for each time.
    let keysRead: [String]
    let events: [RunEvent]
    /// The addresses of each question about suppressions.
    let suppressionsAsked: [[EmailAddress]]

    var mailed: [String] { messages.map(\.recipients) }
    var observed: [Failure] {
      events.compactMap { if case .failure(let failure) = $0 { failure } else { nil } }
    }
    var unreachable: [String] {
      events.compactMap {
        if case .unreachable(let user, _) = $0 { user.name.description } else { nil }
      }
    }
    var warned: [String] {
      events.compactMap { if case .warning(let warning) = $0 { warning.message } else { nil } }
    }
    var warnings: [String] { report.warnings.map(\.message) }
    var outcomes: [String] { report.owners.map { "\($0.userName) \($0.outcome)" } }
    var failures: [String] {
      report.failures.map { "\($0.userName ?? "-") \($0.stage) \($0.code)" }
    }
  }
}

extension Message {
  /// All recipients, with a space between them.
  var recipients: String { to.map(\.description).joined(separator: " ") }
}

extension User {
  static func console(_ name: String) -> User {
    User(name: .sample(name), id: .sample(name), isConsoleUser: true)
  }

  static func program(_ name: String) -> User {
    User(name: .sample(name), id: .sample(name), isConsoleUser: false)
  }
}

extension AccessKey {
  static func aged(_ days: Double, id: String, status: KeyStatus = .active) -> AccessKey {
    let created = AccountSample.now + .seconds(-86_400 * days)
    return AccessKey(id: .sample(id), status: status, created: created)
  }
}

extension KeyUse {
  /// So many days ago.
  static func used(_ days: Double) -> KeyUse {
    .at(AccountSample.now + .seconds(-days * 86_400), service: "s3", region: "eu-central-1")
  }
}

extension Policy {
  static let sample = Policy(alertAfterDays: 100, audience: .console, pathPrefix: "/")
}

extension Cadence {
  /// A run every three days.
  static func sample(_ pace: Cadence.Pace, _ policy: Policy = .sample) -> Cadence {
    Cadence(pace: pace, schedule: .everyDays(3), overdueAfterDays: policy.overdueAfterDays)
  }
}

extension MessageContext {
  static func sample(_ account: AccountID?, redirectedTo: EmailAddress?) -> MessageContext {
    MessageContext(
      accountID: account?.description, alertAfterDays: 100,
      overdueAfterDays: 200, nextRun: Schedule.everyDays(3).nextRun(after: AccountSample.now),
      supportEmails: [],
      guides: Guides(rotation: "https://docs.example.org/rotate", alternatives: "", signIn: ""),
      consoleHost: nil, exemptionTag: nil, today: Day(AccountSample.now),
      redirectedTo: redirectedTo, version: "1.2.3")
  }
}

extension ServiceFailure {
  static let denied = refused("AccessDenied", "Not allowed.", kind: .denied)
  static let sample = refused("Sample", "It did not work.")

  static func refused(
    _ code: String, _ message: String, kind: Refusal.Kind = .other
  ) -> ServiceFailure {
    let refusal = Refusal(kind: kind, code: code, message: message)
    return ServiceFailure(step: .lastUse, problem: .refused(refusal))
  }
}

struct SampleDirectory: Directory {
  let account: AccountSample
  let meter: Meter
  let asked = Transcript<String>()
  /// The users whose keys were read, once for each time.
  let read = Transcript<String>()

  func users(under prefix: String) -> any UserPages { Pages(directory: self) }

  struct Pages: UserPages {
    let directory: SampleDirectory
    var number = 0

    mutating func next() async throws(DirectoryError) -> [User]? {
      await directory.meter.enter("page \(number)")
      defer { directory.meter.leave() }
      if let fault = directory.account.pageFaults[number] { throw fault }
      defer { number += 1 }
      return number < directory.account.pages.count ? directory.account.pages[number] : nil
    }
  }

  func accessKeys(of user: UserName) async throws(DirectoryError) -> [AccessKey] {
    let userName = user.description
    await meter.enter("keys \(userName)")
    defer { meter.leave() }
    if let fault = account.keyFaults[userName] { throw fault }
    defer { read.add(userName) }
    if read.items.contains(userName), let again = account.keysAgain[userName] {
      return try again.get()
    }
    return account.keys[userName] ?? []
  }

  func tags(of user: UserName) async throws(DirectoryError) -> [UserTag] {
    let userName = user.description
    asked.add("tags \(userName)")
    await meter.enter("tags \(userName)")
    defer { meter.leave() }
    if let fault = account.tagFaults[userName] { throw fault }
    return account.tags[userName] ?? []
  }

  func lastUse(
    of key: AccessKeyID, ownedBy user: UserName
  ) async throws(DirectoryError) -> KeyUse {
    let keyID = key.name
    asked.add("use \(keyID)")
    await meter.enter("use \(keyID)")
    defer { meter.leave() }
    if let fault = account.useFaults[keyID] ?? account.useFault { throw fault }
    return account.uses[keyID] ?? .never
  }

  func rootHasAccessKeys() async throws(DirectoryError) -> Bool? {
    asked.add("root keys")
    return try account.rootKeys.get()
  }

  func accountAlias() async throws(DirectoryError) -> AccountName? {
    asked.add("alias")
    return try account.alias.get()
  }
}

struct SampleMailer: Mailer {
  let account: AccountSample
  let meter: Meter
  let sent = Transcript<Message>()
  /// The addresses of each question about suppressions.
  let asked = Transcript<[EmailAddress]>()

  func limits() async throws(ServiceFailure) -> SendingLimits { try account.limits.get() }

  func suppressions(of addresses: [EmailAddress]) async -> Suppressions {
    asked.add(addresses)
    return account.suppressions
  }

  func send(
    _ message: Message, as kind: MailKind, urgency: Urgency?
  ) async throws(MailerError) -> String? {
    let to = message.recipients
    await meter.enter("mail \(to)")
    defer { meter.leave() }
    guard let fault = account.mailFaults[to] else {
      sent.add(message)
      return "id of \(to)"
    }
    if case .outOfTime = fault {} else { sent.add(message) }
    throw fault
  }
}

/// Counts the calls in flight, and holds calls until others have begun.
final class Meter: Sendable {
  private struct State {
    var begun: Set<String> = []
    var inFlight = 0
    var peak = 0
  }

  private let state = Mutex(State())
  private let mayGoOn: @Sendable (_ call: String, _ begun: Set<String>) -> Bool

  /// - Parameter mayGoOn: whether a call may end, given all that have begun.
  init(mayGoOn: @escaping @Sendable (String, Set<String>) -> Bool = { _, _ in true }) {
    self.mayGoOn = mayGoOn
  }

  var peak: Int { state.withLock { $0.peak } }

  func enter(_ call: String) async {
    state.withLock { state in
      state.begun.insert(call)
      state.inFlight += 1
      state.peak = max(state.peak, state.inFlight)
    }
    // A test whose time limit passes is cancelled: what never comes is a failure then, not a hang.
    while !state.withLock({ mayGoOn(call, $0.begun) }), !Task.isCancelled { await Task.yield() }
  }

  /// Something has happened for which a call may wait.
  func note(_ event: String) { state.withLock { _ = $0.begun.insert(event) } }

  func leave() { state.withLock { $0.inFlight -= 1 } }
}
