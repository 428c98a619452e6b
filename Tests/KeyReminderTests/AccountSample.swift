// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Synchronization
import TestSupport
import Testing

@testable import KeyReminder

/// An account of a test, with what goes wrong in it.
struct AccountSample: Sendable {
  static let now = Date(timeIntervalSince1970: 1_780_099_200)

  var pages: [[User]] = []
  var keys: [String: [AccessKey]] = [:]
  /// What the page of this number answers instead.
  var pageFaults: [Int: DirectoryError] = [:]
  /// What the keys of this user answer instead.
  var keyFaults: [String: DirectoryError] = [:]
  /// What a mail to this address brings.
  var mailFaults: [String: MailerError] = [:]

  /// Every user has one key of 400 days.
  static func stale(pages: [[String]]) -> AccountSample {
    let names = pages.joined()
    return AccountSample(
      pages: pages.map { $0.map(User.console) },
      keys: Dictionary(names.map { ($0, [.aged(400, id: "AKIA\($0)")]) }) { first, _ in first })
  }

  /// What a run of it comes to.
  func audit(
    policy: Policy = .sample, dryRun: Bool = false, width: Int = 4, meter: Meter = Meter()
  ) async throws -> Run {
    let mailer = SampleMailer(account: self, meter: meter)
    let observed = Transcript<Failure>()
    let audit = Audit(
      directory: SampleDirectory(account: self, meter: meter), mailer: mailer, policy: policy,
      letterhead: try LetterSample().letterhead, dryRun: dryRun, width: width,
      observe: {
        observed.add($0)
        meter.note("failure of \($0.userName ?? "-")")
      })
    let report = try await audit.run(at: Self.now)
    return Run(report: report, mailed: mailer.mailed.items, observed: observed.items)
  }

  struct Run {
    let report: Report
    /// To whom a mail was handed over, whatever became of it.
    let mailed: [String]
    let observed: [Failure]

    var outcomes: [String] { report.notifications.map { "\($0.userName) \($0.outcome)" } }
    var failures: [String] {
      report.failures.map { "\($0.userName ?? "-") \($0.stage) \($0.code)" }
    }
  }
}

extension User {
  static func console(_ name: String) -> User { User(name: name, isConsoleUser: true) }
}

extension AccessKey {
  static func aged(_ days: Double, id: String, isActive: Bool = true) -> AccessKey {
    let created = AccountSample.now.addingTimeInterval(-86_400 * days)
    return AccessKey(id: id, isActive: isActive, created: created)
  }
}

extension Policy {
  static let sample = Policy(alertAfterDays: 100, audience: .console, pathPrefix: "/")
}

extension Reason {
  static let sample = Reason(code: "Sample", message: "It did not work.")
}

private struct SampleDirectory: Directory {
  let account: AccountSample
  let meter: Meter

  func users(under prefix: String) -> Pages { Pages(directory: self) }

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

  func accessKeys(of userName: String) async throws(DirectoryError) -> [AccessKey] {
    await meter.enter("keys \(userName)")
    defer { meter.leave() }
    if let fault = account.keyFaults[userName] { throw fault }
    return account.keys[userName] ?? []
  }
}

private struct SampleMailer: Mailer {
  let account: AccountSample
  let meter: Meter
  let mailed = Transcript<String>()

  func send(_ mail: Mail) async throws(MailerError) -> String? {
    await meter.enter("mail \(mail.to)")
    defer { meter.leave() }
    if account.mailFaults[mail.to.value] != .outOfTime { mailed.add(mail.to.value) }
    if let fault = account.mailFaults[mail.to.value] { throw fault }
    return "id of \(mail.to)"
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
