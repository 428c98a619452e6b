// SPDX-License-Identifier: Apache-2.0
import Identifiers
import Testing
import TestSupport
import UTC

@testable import KeyReminder

/// What became of keys whose owners were reminded.
@Suite(.limited) struct ProgressTests {
  private static let account = AccountID("123456789012")

  fileprivate static func key(_ id: String) -> LedgerKey {
    LedgerKey(account: account, id: .sample(id))
  }

  /// Reminded of for the first time so many days ago, when the key was made 150 days earlier.
  fileprivate static func history(
    of owner: String?, reminded days: Double = 10
  ) -> KeyHistory {
    let first = AccountSample.now + .seconds(-86_400 * days)
    return KeyHistory(
      times: 3, first: first, created: first + .seconds(-86_400 * 150),
      owner: owner.map(PrincipalID.sample))
  }

  /// A ledger that knows the key AKIAold of `ana`.
  private static func ledger(of owner: String? = "ana") -> SampleLedger {
    SampleLedger([
      "ana@x.org": .sample(.sent, daysAgo: 3, keys: [key("AKIAold"): history(of: owner)])
    ])
  }

  /// What an account may look like, and how many keys of the ledger were retired then; `nil` when
  /// nobody can say.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let retired: Int?
    var account = AccountSample(pages: [[.console("ana"), .console("bo")]])
    var policy = Policy.sample
    var accountID = ProgressTests.account
    var owner: String? = "ana"

    init(_ name: String, _ retired: Int?, _ change: (inout Case) -> Void = { _ in }) {
      testDescription = name
      self.retired = retired
      change(&self)
    }
  }

  static let cases = [
    Case("the key is gone", 1),
    Case("it is inactive", 1) {
      $0.account.keys["ana"] = [.aged(160, id: "AKIAold", status: .inactive)]
    },
    Case("it has run out", 1) {
      $0.account.keys["ana"] = [.aged(160, id: "AKIAold", status: .expired)]
    },
    Case("it is active", 0) { $0.account.keys["ana"] = [.aged(160, id: "AKIAold")] },
    Case("it is active, and young for a higher threshold", 0) {
      $0.account.keys["ana"] = [.aged(160, id: "AKIAold")]
      $0.policy.alertAfterDays = 300
    },
    Case("its status is not one that we know", 0) {
      $0.account.keys["ana"] = [.aged(160, id: "AKIAold", status: .unknown)]
    },
    Case("its age cannot be read", 0) {
      $0.account.keys["ana"] = [AccessKey(id: "AKIAold", status: .active, created: nil)]
    },
    Case("another user shows it as active", 0) {
      $0.account.keys["bo"] = [.aged(160, id: "AKIAold")]
    },
    Case("the user is left out by the audience", 0) {
      $0.account.pages = [[.program("ana"), .console("bo")]]
    },
    Case("the user is excluded by name", 0) {
      $0.policy.excludedUsers = ["an*"].compactMap(NamePattern.init)
    },
    Case("the user's keys could not be read", 0) {
      $0.account.keyFaults["ana"] = .failed(.denied)
    },
    Case("the user was deleted meanwhile", 0) { $0.account.keyFaults["ana"] = .vanished },
    Case("another user's keys could not be read", 1) {
      $0.account.keyFaults["bo"] = .failed(.denied)
    },
    Case("the user is exempt, and has another stale key", 0) {
      $0.policy.excludeTag = "exempt"
      $0.account.tags["ana"] = [UserTag(key: "exempt", value: "true")]
      $0.account.keys["ana"] = [.aged(400, id: "AKIAother")]
    },
    Case("the user does not exist any more", 1) { $0.account.pages = [[.console("bo")]] },
    Case("the user was renamed, and is read", 0) {
      $0.account.pages = [[.renamed("anna", from: "ana")]]
      $0.account.keys["anna"] = [.aged(160, id: "AKIAold")]
    },
    Case("the user was renamed, and is left out", 0) {
      $0.account.pages = [[.renamed("svc-ana", from: "ana")]]
      $0.policy.excludedUsers = ["svc-*"].compactMap(NamePattern.init)
    },
    Case("the user is not under the path", 0) {
      $0.account.pages = [[.console("bo")]]
      $0.policy.pathPrefix = "/people/"
    },
    Case("the key is gone, of a user under the path", 1) { $0.policy.pathPrefix = "/people/" },
    Case("somebody's id is not known, who may be the user", 0) {
      $0.account.pages = [[User(name: "bo", isConsoleUser: true)]]
    },
    Case("the ledger does not know whose key it is", 0) { $0.owner = nil },
    Case("the list of users ended by the deadline", nil) {
      $0.account.pageFaults[1] = .outOfTime()
    },
    Case("there was no time for a user", nil) { $0.account.keyFaults["bo"] = .outOfTime() },
    Case("the account is another one", 0) { $0.accountID = AccountID("210987654321") },
    Case("the account is not known", nil) { $0.accountID = nil },
  ]

  @Test("only what is surely gone or inactive is retired", arguments: cases)
  func judgement(sample: Case) async throws {
    let ledger = Self.ledger(of: sample.owner)
    let run = try await sample.account.audit(
      account: sample.accountID, policy: sample.policy, ledger: ledger)
    let progress = try #require(run.report.progress)
    #expect(progress.retired?.count == sample.retired)
    #expect((ledger["ana@x.org"]?.keys == [:]) == (sample.retired == 1), "what stays in the ledger")
    let again = try await sample.account.audit(
      account: sample.accountID, policy: sample.policy, ledger: ledger)
    let twice = try #require(again.report.progress).retired
    #expect(twice?.count == sample.retired.map { _ in 0 }, "it counts once")
    #expect(ledger.runs.map(\.hasCounted) == [sample.retired != nil, sample.retired != nil])
  }

  @Test("the median of the days by stage")
  func medians() async throws {
    // Made 150 days before the first reminder: due up to 200 days, overdue up to 400.
    let days: [(String, Double)] = [("A", 10), ("B", 20), ("C", 40), ("D", 90.9), ("E", 300)]
    let keys = days.map { (Self.key("AKIA\($0.0)"), Self.history(of: "ana", reminded: $0.1)) }
    let ledger = SampleLedger([
      "ana@x.org": .sample(.sent, daysAgo: 3, keys: Dictionary(uniqueKeysWithValues: keys))
    ])
    let run = try await AccountSample(pages: [[.console("ana")]]).audit(ledger: ledger)
    let retired = try #require(run.report.progress?.retired)
    #expect(retired.count == 5 && retired.medianDays == 40)
    #expect(
      retired.stages == [
        .reminder: RetiredKeys.Stage(count: 3, medianDays: 20),
        .overdue: RetiredKeys.Stage(count: 1, medianDays: 90),
        .final: RetiredKeys.Stage(count: 1, medianDays: 300),
      ])
    #expect(try #require(ledger.runs.first).totals["medianDaysToRetire"] == 40)
  }

  @Test(
    arguments: [([], nil), ([7], 7), ([9, 4], 6), ([1, 100, 2], 2), ([4, 1, 3, 2], 2)]
      as [([Double], Int?)])
  func median(days: [Double], median: Int?) {
    let histories = days.map { Self.history(of: "ana", reminded: $0) }
    let retired = RetiredKeys(histories, overdueAfterDays: 200, at: AccountSample.now)
    #expect(retired.medianDays == median && retired.count == days.count)
  }

  @Test("new are keys of which nobody was reminded, ignored those of which somebody was")
  func newAndIgnored() async throws {
    let known = Self.history(of: "a@x.org")
    let ledger = SampleLedger([
      "a@x.org": .sample(.sent, daysAgo: 3, keys: [Self.key("AKIAa@x.org"): known]),
      "old@x.org": .sample(.sent, daysAgo: 3, keys: [Self.key("AKIAnobody"): known]),
    ])
    let account = AccountSample.stale(pages: [["a@x.org", "b@x.org", "nobody"]])
    let first = try #require(try await account.audit(ledger: ledger).report.progress)
    #expect((first.new, first.ignored, first.since) == (1, 2, nil))
    let second = try #require(try await account.audit(ledger: ledger).report.progress)
    #expect((second.new, second.ignored) == (0, 3))
    #expect(second.since == Day(AccountSample.now))
  }

  @Test("an item without keys is kept until a reminder may be claimed again, and for 90 days")
  func expiry() {
    let now = AccountSample.now
    for (gap, days) in [(3.0, 90), (300.0, 300)] {
      let entry = LedgerEntry(
        state: .sent, nonce: "n", claimedAt: now, nextAt: now + .seconds(gap * 86_400))
      var chance = SeededGenerator(seed: 1)
      let nonce = Nonce(using: &chance)
      let emptied = Pruning(LedgerID("P#1"), entry, rest: [:], by: nonce, at: now)
      #expect(emptied.expiresAt == now + .seconds(days * 86_400))
      let rest = [Self.key("AKIA1"): Self.history(of: nil)]
      #expect(Pruning(LedgerID("P#1"), entry, rest: rest, by: nonce, at: now).expiresAt == nil)
    }
  }

  @Test("a reminder's record removes retired keys, and they count when it is written")
  func recordPrunes() async throws {
    let keys = [
      Self.key("AKIAold"): Self.history(of: "a@x.org"),
      Self.key("AKIAa@x.org"): Self.history(of: "a@x.org"),
    ]
    for (fault, count) in [(nil, 1), (ServiceFailure.sample, 0)] {
      let ledger = SampleLedger(
        ["a@x.org": .sample(.sent, daysAgo: 3, keys: keys)],
        recordFaults: fault.map { ["a@x.org": $0] } ?? [:])
      let run = try await AccountSample.stale(pages: [["a@x.org"]]).audit(ledger: ledger)
      #expect(run.mailed == ["a@x.org"] && run.report.progress?.retired?.count == count)
      #expect(ledger["a@x.org"]?.keys.count == (count == 1 ? 1 : 2))
      #expect(ledger.progressAsked.items == ["past runs", "note"])
    }
  }

  @Test("an item that is held back is pruned by itself; a claim that holds is left to its run")
  func heldItems() async throws {
    let keys = [Self.key("AKIAold"): Self.history(of: "ana")]
    let states: [(LedgerEntry.State, Double, Int)] = [
      (.sent, 1, 1), (.unknown, 1, 1), (.failed, 1, 1), (.claimed, 1, 0), (.claimed, 3, 1),
    ]
    for (state, daysAgo, count) in states {
      let ledger = SampleLedger(["ana@x.org": .sample(state, daysAgo: daysAgo, keys: keys)])
      let run = try await AccountSample(pages: [[.console("ana")]]).audit(ledger: ledger)
      #expect(run.report.progress?.retired?.count == count, "\(state)")
      let entry = try #require(ledger["ana@x.org"]?.entry)
      #expect(entry.state == state && (entry.nonce == "somebody's") == (count == 0))
    }
  }

  @Test("a key in two items counts once both are without it")
  func twoItems() async throws {
    let keys = [Self.key("AKIAold"): Self.history(of: "ana")]
    let ledger = SampleLedger([
      "old@x.org": .sample(.claimed, daysAgo: 1, keys: keys),
      "ana@x.org": .sample(.sent, daysAgo: 3, keys: keys),
    ])
    let account = AccountSample(pages: [[.console("ana")]])
    #expect(try await account.audit(ledger: ledger).report.progress?.retired?.count == 0)
    #expect(ledger["ana@x.org"]?.keys == [:])
    let later = AccountSample.now + .seconds(3 * 86_400)
    let run = try await account.audit(ledger: ledger, at: later)
    #expect(run.report.progress?.retired?.count == 1)
  }

  @Test("what goes wrong with the progress is a warning, and nobody is mailed more or less")
  func faults() async throws {
    let account = AccountSample(
      pages: [[.console("ana"), .console("a@x.org")]],
      keys: ["a@x.org": [.aged(400, id: "AKIAa@x.org")]])
    let keys = [Self.key("AKIAold"): Self.history(of: "ana")]
    let records = ["ana@x.org": LedgerRecord.sample(.sent, daysAgo: 3, keys: keys)]
    let odd = PastRun.unreadable(name: "RUN#x", reason: "Odd.")
    for (ledger, gap) in [
      (SampleLedger(records, pruneFault: .sample), .notCounted(1, .sample)),
      (SampleLedger(records, pastRunsFault: .sample), .pastRunsUnread(.sample)),
      (SampleLedger(records, noteFault: .sample), .runNotRecorded(.sample)),
      (SampleLedger(records, oddRuns: [odd]), .oddRun(name: "RUN#x", reason: "Odd.")),
    ] as [(SampleLedger, ProgressGap)] {
      let run = try await account.audit(admin: "admin@x.org", ledger: ledger)
      #expect(run.mailed == ["a@x.org", "admin@x.org"] && run.report.isComplete)
      #expect(run.report.warnings == [.progress(gap)])
      #expect(run.report.ledgerFailures == 0)
      #expect(run.report.progress?.retired?.count == (gap == .notCounted(1, .sample) ? 0 : 1))
    }
  }

  @Test("a dry run looks and writes nothing; the next run counts")
  func dryRun() async throws {
    let ledger = Self.ledger()
    let account = AccountSample(pages: [[.console("ana")]])
    for dryRun in [true, true, false] {
      let run = try await account.audit(dryRun: dryRun, ledger: ledger)
      #expect(run.report.progress?.retired?.count == 1)
    }
    #expect(ledger.progressAsked.items.count { $0 != "past runs" } == 2)
    #expect(ledger.runs.count == 1)
  }

  @Test("a run with other users than usual says nothing about keys, and remembers whose they are")
  func otherUsers() async throws {
    let ledger = SampleLedger()
    let account = AccountSample.stale(pages: [["a@x.org"]])
    let run = try await account.audit(ledger: ledger, countsProgress: false)
    #expect(run.report.progress == nil && ledger.runs.map(\.hasCounted) == [false])
    let histories = try #require(ledger["a@x.org"]?.keys)
    #expect(histories.values.map(\.owner) == [.sample("a@x.org")])
    #expect(try await account.audit().report.progress == nil, "nor does one without a ledger")
  }

  @Test("a run changes at most 200 items; the others come next time")
  func bound() async throws {
    let people = (0..<250).map { "p\($0)@x.org" }
    let records = people.map { name in
      (
        name,
        LedgerRecord.sample(.sent, daysAgo: 3, keys: [Self.key("K\(name)"): Self.history(of: name)])
      )
    }
    let ledger = SampleLedger(Dictionary(uniqueKeysWithValues: records))
    let account = AccountSample(pages: [[.console("bo")]])
    let first = try await account.audit(ledger: ledger)
    #expect(first.report.progress?.retired?.count == 200)
    #expect(first.report.warnings == [.progress(.notCounted(50, nil))])
    let second = try await account.audit(ledger: ledger)
    #expect(second.report.progress?.retired?.count == 50 && second.report.warnings.isEmpty)
  }

  @Test("the last run that could count is named, not one that could not or is still to come")
  func since() async throws {
    let account = AccountSample.stale(pages: [["a@x.org"]])
    let (yesterday, tomorrow) = (
      AccountSample.now + .seconds(-86_400), AccountSample.now + .seconds(86_400)
    )
    let ledger = SampleLedger(oddRuns: [
      .run(at: tomorrow, hasCounted: true), .run(at: AccountSample.now, hasCounted: false),
      .run(at: yesterday, hasCounted: true),
    ])
    #expect(try await account.audit(ledger: ledger).report.progress?.since == Day(yesterday))
  }
}

extension User {
  fileprivate static func renamed(_ name: String, from old: String) -> User {
    User(name: .sample(name), id: .sample(old), isConsoleUser: true)
  }
}
