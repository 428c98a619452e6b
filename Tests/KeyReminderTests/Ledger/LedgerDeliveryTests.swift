// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import Testing
import TestSupport
import UTC

@testable import KeyReminder

/// Runs that share a ledger.
@Suite(.limited) struct LedgerDeliveryTests {
  private static let two = AccountSample.stale(pages: [["a@x.org", "b@x.org"]])

  private func key(of name: String) -> LedgerKey {
    LedgerKey(account: AccountID("123456789012"), id: .sample("AKIA\(name)"))
  }

  @Test("92, 103: the second run of a period mails nobody, and is complete")
  func secondRun() async throws {
    let ledger = SampleLedger()
    let first = try await Self.two.audit(ledger: ledger)
    #expect(first.mailed.sorted() == ["a@x.org", "b@x.org"])
    #expect(first.report.emails == EmailCounts(sent: 2, held: HeldCounts()))
    let second = try await Self.two.audit(ledger: ledger)
    #expect(second.mailed.isEmpty && second.report.isComplete)
    #expect(second.outcomes == ["a@x.org alreadyReminded", "b@x.org alreadyReminded"])
    #expect(second.report.emails == EmailCounts(held: HeldCounts(alreadyReminded: 2)))
    let today = Day(AccountSample.now)
    let days = ReminderDays(last: today, next: Day(AccountSample.now + .seconds(3 * 86_400)))
    #expect(second.report.owners.map(\.days) == [days, days])
  }

  @Test("without a ledger everything is as it was")
  func withoutLedger() async throws {
    for _ in 0..<2 {
      let run = try await Self.two.audit()
      #expect(run.mailed.count == 2 && run.report.emails == EmailCounts(sent: 2))
      #expect(run.report.emails.held == nil && run.report.owners.allSatisfy { $0.days == nil })
    }
  }

  @Test(
    "94, 98: what the ledger says of the last reminder",
    arguments: [
      (.sample(.sent, daysAgo: 0), "alreadyReminded"),
      (.sample(.sent, daysAgo: 2.4), "alreadyReminded"), (.sample(.sent, daysAgo: 2.5), "sent"),
      (.sample(.claimed, daysAgo: 0), "alreadyTried"),
      (.sample(.claimed, daysAgo: 2.4), "alreadyTried"), (.sample(.claimed, daysAgo: 3), "sent"),
      (.sample(.unknown, daysAgo: 1), "alreadyTried"), (.sample(.unknown, daysAgo: 3), "sent"),
      (.sample(.failed, daysAgo: 0), "sent"),
      // A clock that stepped back: the claim lies in the future.
      (.sample(.sent, daysAgo: -1), "alreadyReminded"), (.sample(.failed, daysAgo: -1), "sent"),
    ] as [(LedgerRecord, String)])
  func standing(record: LedgerRecord, outcome: String) async throws {
    // As the first Query sees it, and as a claim meets it that another run has overtaken.
    let ledger = SampleLedger(["a@x.org": record])
    let run = try await AccountSample.stale(pages: [["a@x.org"]]).audit(ledger: ledger)
    #expect(run.outcomes == ["a@x.org \(outcome)"] && run.report.isComplete)
    #expect(run.mailed.count == (outcome == "sent" ? 1 : 0))
  }

  @Test("93, 98: a run that is overtaken between its reading and its claim mails nobody")
  func overtaken() async throws {
    let ledger = SampleLedger()
    let first = try await AccountSample.stale(pages: [["a@x.org"]])
      .audit(ledger: OvertakenLedger(ledger))
    #expect(first.mailed.isEmpty && first.outcomes == ["a@x.org alreadyTried"])
    #expect(first.report.emails.held == HeldCounts(alreadyTried: 1))
  }

  @Test("95, 100: a ledger that cannot be read keeps everybody from being mailed")
  func unreadable() async throws {
    let ledger = SampleLedger(readFault: .denied)
    for dryRun in [false, true] {
      let error = await #expect(throws: RunError.self) {
        try await Self.two.audit(dryRun: dryRun, admin: "admin@x.org", ledger: ledger)
      }
      #expect(error == RunError(stage: .ledger, cause: .service(.denied)))
    }
    #expect(ledger.asked.items == ["read", "read"])
  }

  @Test("101: a claim that fails concerns one person")
  func claimFails() async throws {
    let ledger = SampleLedger(claimFaults: ["a@x.org": .sample])
    let run = try await Self.two.audit(ledger: ledger)
    #expect(run.mailed == ["b@x.org"] && !run.report.isComplete)
    #expect(run.failures == ["a@x.org ledger Sample"])
    #expect(run.report.emails == EmailCounts(sent: 1, failed: 1, held: HeldCounts()))
  }

  @Test("102: a record that fails is a warning, and the person gets no second mail in the period")
  func recordFails() async throws {
    let ledger = SampleLedger(recordFaults: ["a@x.org": .sample])
    let run = try await Self.two.audit(ledger: ledger)
    #expect(run.mailed.count == 2 && run.report.isComplete && run.report.emails.sent == 2)
    #expect(
      run.warnings == [
        "The mail to the owner a@x.org was handed over, and the ledger does not say what became of it:"
          + " iam:GetAccessKeyLastUsed was refused with Sample: It did not work. They get no other mail"
          + " in this period, and this one does not count as a reminder."
      ])
    #expect(run.warned == run.warnings)
    let second = try await Self.two.audit(ledger: ledger)
    #expect(second.mailed.isEmpty)
    #expect(second.outcomes == ["a@x.org alreadyTried", "b@x.org alreadyReminded"])
  }

  @Test(
    "94: what surely did not leave may be claimed again at once",
    arguments: [MailerError.rejected(.sample), .blocked(.sample), .outOfTime()])
  func failed(error: MailerError) async throws {
    let ledger = SampleLedger()
    var account = AccountSample.stale(pages: [["a@x.org"]])
    account.mailFaults = ["a@x.org": error]
    _ = try await account.audit(ledger: ledger)
    #expect(ledger["a@x.org"]?.entry?.state == .failed && ledger["a@x.org"]?.keys == [:])
    account.mailFaults = [:]
    let second = try await account.audit(ledger: ledger)
    #expect(second.mailed == ["a@x.org"])
    #expect(ledger["a@x.org"]?.keys[key(of: "a@x.org")]?.times == 1)
  }

  @Test("42, 94: what was perhaps sent blocks the period and counts as no reminder")
  func unknown() async throws {
    let ledger = SampleLedger()
    var account = AccountSample.stale(pages: [["a@x.org"]])
    account.mailFaults = ["a@x.org": .unknown(.sample)]
    _ = try await account.audit(ledger: ledger)
    #expect(ledger["a@x.org"]?.entry?.state == .unknown && ledger["a@x.org"]?.keys == [:])
    account.mailFaults = [:]
    let second = try await account.audit(ledger: ledger)
    #expect(second.mailed.isEmpty && second.outcomes == ["a@x.org alreadyTried"])
    #expect(second.report.owners[0].days?.last == nil)
  }

  @Test("46: when mail is blocked, whoever was not begun is not claimed")
  func blocked() async throws {
    let ledger = SampleLedger()
    var account = Self.two
    account.mailFaults = ["a@x.org": .blocked(.sample)]
    let run = try await account.audit(maxConcurrency: 1, ledger: ledger)
    #expect(run.outcomes == ["a@x.org failed", "b@x.org failed"])
    #expect(ledger.asked.items == ["read", "claim a@x.org", "record failed a@x.org"])
    #expect(ledger["b@x.org"] == nil)
  }

  @Test("106: a person whose item cannot be read is not mailed and is named; the others go on")
  func oddItem() async throws {
    let ledger = SampleLedger(["a@x.org": .unreadable(reason: "Odd.")])
    let run = try await Self.two.audit(ledger: ledger)
    #expect(run.mailed == ["b@x.org"] && run.failures == ["a@x.org ledger UnreadableLedgerItem"])
    #expect(run.report.failures[0].message.hasPrefix("The ledger's item of the recipient cannot"))
    #expect(!ledger.asked.items.contains("claim a@x.org"))
  }

  @Test("a dry run reads the ledger, says who would be mailed, and writes nothing")
  func dryRun() async throws {
    let ledger = SampleLedger(["a@x.org": .sample(.sent, daysAgo: 1)])
    let run = try await Self.two.audit(dryRun: true, ledger: ledger)
    #expect(run.outcomes == ["a@x.org alreadyReminded", "b@x.org dryRun"])
    #expect(ledger.asked.items == ["read"] && run.report.samples?.count == 1)
  }

  @Test("MAX_EMAILS counts what is due, not what the ledger holds back")
  func limit() async throws {
    let ledger = SampleLedger(["a@x.org": .sample(.sent, daysAgo: 1)])
    let run = try await Self.two.audit(maxEmails: 1, ledger: ledger)
    #expect(run.mailed == ["b@x.org"])
    let none = try await Self.two.audit(maxEmails: 1, ledger: SampleLedger())
    #expect(none.mailed.isEmpty && none.failures == ["- sendEmail TooManyEmails"])
  }

  @Test("109: counts follow the key when the address changes, and keys of other accounts stay")
  func counts() async throws {
    let then = AccountSample.now + .seconds(-10 * 86_400)
    let history = KeyHistory(times: 4, first: then, created: then)
    let other = LedgerKey(account: AccountID("210987654321"), id: .sample("AKIAOTHER"))
    let ledger = SampleLedger([
      "old@x.org": .sample(.sent, daysAgo: 3, keys: [key(of: "a@x.org"): history]),
      "a@x.org": .sample(.sent, daysAgo: 3, keys: [other: history]),
    ])
    let run = try await AccountSample.stale(pages: [["a@x.org"]]).audit(ledger: ledger)
    #expect(run.mailed == ["a@x.org"])
    let keys = try #require(ledger["a@x.org"]?.keys)
    #expect(keys[key(of: "a@x.org")]?.times == 5 && keys[key(of: "a@x.org")]?.first == then)
    #expect(keys[other] == history)
  }

  @Test("the admins get one report for each tick, however often it is run")
  func adminReport() async throws {
    let ledger = SampleLedger()
    for (tick, outcome) in [("1", DeliveryOutcome.sent), ("1", .alreadyReminded), ("2", .sent)] {
      let run = try await Self.two.audit(admin: "admin@x.org", ledger: ledger, tick: tick)
      #expect(run.report.adminReport == outcome && run.report.isComplete)
      #expect(run.mailed.contains("admin@x.org") == (outcome == .sent))
    }
  }

  @Test(
    "101, 102: a report that cannot be claimed is a failure, one that cannot be recorded a warning")
  func adminReportWithoutLedger() async throws {
    let unclaimed = SampleLedger(claimFaults: ["mail 1": .sample])
    let run = try await Self.two.audit(admin: "admin@x.org", ledger: unclaimed)
    #expect(run.failures == ["- adminReport Sample"] && !run.mailed.contains("admin@x.org"))
    let unrecorded = SampleLedger(recordFaults: ["mail 1": .sample])
    let sent = try await Self.two.audit(admin: "admin@x.org", ledger: unrecorded)
    #expect(sent.report.adminReport == .sent && sent.warnings.count == 1)
    #expect(sent.warnings[0].hasPrefix("The report to the admins was handed over"))
  }

  @Test("the mail and the result know which reminder it is; a failed mail is none")
  func numbers() async throws {
    let then = AccountSample.now + .seconds(-10 * 86_400)
    let history = KeyHistory(times: 2, first: then, created: then)
    let ledger = SampleLedger([
      "a@x.org": .sample(.sent, daysAgo: 3, keys: [key(of: "a@x.org"): history])
    ])
    var account = Self.two
    account.mailFaults = ["b@x.org": .rejected(.sample)]
    let run = try await account.audit(maxConcurrency: 1, ledger: ledger)
    #expect(run.report.owners.map { $0.histories[key(of: "a@x.org")]?.times } == [3, nil])
    #expect(run.texts.first?.contains("third reminder") == true)
    #expect(run.report.owners[1].histories.isEmpty)
  }

  @Test("109: two users who share an address have one item, whatever the case")
  func sharedAddress() async throws {
    let account = AccountSample.stale(pages: [["Ana@x.org", "ana@x.org"]])
    let ledger = SampleLedger()
    #expect(try await account.audit(ledger: ledger).mailed == ["Ana@x.org"])
    #expect(try await account.audit(ledger: ledger).mailed.isEmpty)
    #expect(ledger.asked.items == ["read", "claim ana@x.org", "record sent ana@x.org", "read"])
    #expect(ledger["ana@x.org"]?.keys.count == 2)
  }
}

/// A ledger in which another run claims everything between this run's reading and its claims.
private struct OvertakenLedger: Ledger {
  let ledger: SampleLedger
  init(_ ledger: SampleLedger) { self.ledger = ledger }

  func ids(of recipients: [EmailAddress]) throws(ServiceFailure) -> [LedgerID] {
    try ledger.ids(of: recipients)
  }

  func id(of recipients: [EmailAddress], tick: String) throws(ServiceFailure) -> LedgerID {
    try ledger.id(of: recipients, tick: tick)
  }

  func records() async throws(ServiceFailure) -> [LedgerID: LedgerRecord] {
    let records = try await ledger.records()
    ledger.put(.sample(.claimed, daysAgo: 0), for: "a@x.org")
    return records
  }

  func claim(_ claim: Claim) async throws(ServiceFailure) -> ClaimResponse {
    try await ledger.claim(claim)
  }

  func record(
    _ outcome: ReminderOutcome, of claim: Claim
  ) async throws(ServiceFailure) -> RecordResponse {
    try await ledger.record(outcome, of: claim)
  }

  func prune(_ pruning: Pruning) async throws(ServiceFailure) -> PruningResponse {
    try await ledger.prune(pruning)
  }

  func pastRuns(atMost limit: Int) async throws(ServiceFailure) -> [PastRun] {
    try await ledger.pastRuns(atMost: limit)
  }

  func note(_ run: RunLine) async throws(ServiceFailure) { try await ledger.note(run) }
}
