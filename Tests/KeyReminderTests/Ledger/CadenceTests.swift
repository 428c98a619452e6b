// SPDX-License-Identifier: Apache-2.0
import Identifiers
import Testing
import TestSupport
import UTC

@testable import KeyReminder

@Suite("Gaps that grow", .limited) struct CadenceTests {
  private static let mondays = Schedule.weekdays([.monday, .thursday], utcOffset: .zero)
  /// 2026-11-23, a Monday, at eight.
  private static let monday = Timestamp(secondsSince1970: 1_795_392_000 + 8 * 3600)

  private static func cadence(_ pace: Cadence.Pace, _ schedule: Schedule) -> Cadence {
    Cadence(pace: pace, schedule: schedule, overdueAfterDays: 200)
  }

  @Test(
    "are 1, 1, 2, 4, 8 … periods and thirty days at most, or one longer period",
    arguments: [
      (.everyDays(1), [1, 1, 2, 4, 8, 16, 30, 30]), (.everyDays(3), [3, 3, 6, 12, 24, 30, 30, 30]),
      (.everyDays(7), [7, 7, 14, 28, 28]), (.everyDays(14), [14, 14, 28, 28]),
      (.everyDays(30), [30, 30, 30]), (.everyDays(365), [365, 365, 365]),
      (mondays, [3, 3, 7, 14, 24, 28, 28]),
    ] as [(Schedule, [Int])])
  func gaps(schedule: Schedule, days: [Int]) {
    let cadence = Self.cadence(.easing, schedule)
    for (round, days) in zip(1..., days) {
      let next = cadence.nextRun(after: round, newStage: nil, Self.monday)
      #expect(next.inDays == days && next.day == Day(Self.monday) + days, "round \(round)")
    }
    #expect(cadence.nextRun(after: .max, newStage: nil, Self.monday).inDays <= max(30, days[0]))
  }

  @Test(
    "end with the run of a new stage",
    arguments: [(0.5, 3), (3, 3), (3.1, 6), (20, 21), (24, 24), (90, 24)])
  func newStage(after days: Double, next: Int) {
    let stage = Self.monday + .seconds(days * 86_400)
    let run = Self.cadence(.easing, .everyDays(3)).nextRun(after: 5, newStage: stage, Self.monday)
    #expect(run.inDays == next)
  }

  /// A run by hand on a Wednesday: on Thursday the period is not over.
  @Test(
    "the next reminder is that of a run in which it may be claimed",
    arguments: Cadence.Pace.allCases)
  func between(pace: Cadence.Pace) {
    let wednesday = Self.monday + .seconds(2 * 86_400)
    let group = RecipientGroup.sample(
      created: [wednesday + .seconds(-400 * 86_400)], at: wednesday)
    let course = Self.cadence(pace, Self.mondays)
      .course(of: group, nil, KeyHistories([]), at: wednesday)
    #expect(course.next == NextRun(day: Day(Self.monday) + 7, inDays: 5))
  }

  @Test("the day of the next reminder is a day of the schedule")
  func dueDay() {
    let cadence = Self.cadence(.steady, Self.mondays)
    for (days, next) in [(0, 3), (3, 7), (4, 7), (1, 7)] {
      let claimedAt = Self.monday + .seconds(days * 86_400)
      #expect(cadence.dueDay(claimedAt + cadence.period.gap) == Day(Self.monday) + next)
    }
  }
}

/// Runs every three days, in which somebody reacts to nothing.
@Suite("An easing cadence", .limited) struct EasingRunTests {
  private static func account(_ daysOld: Double...) -> AccountSample {
    let keys = daysOld.enumerated().map { AccessKey.aged($1, id: "AKIA\($0)") }
    return AccountSample(pages: [[.console("a@x.org")]], keys: ["a@x.org": keys])
  }

  private static func days(_ count: Int) -> Timestamp {
    AccountSample.now + .seconds(count * 86_400)
  }

  /// The days of the runs that mailed, of one every three days.
  private func mailedOn(
    _ account: AccountSample, _ ledger: SampleLedger, pace: Cadence.Pace = .easing, until end: Int
  ) async throws -> [Int] {
    var mailed: [Int] = []
    for day in stride(from: 0, to: end, by: 3) {
      let run = try await account.audit(ledger: ledger, pace: pace, at: Self.days(day))
      if !run.mailed.isEmpty { mailed.append(day) }
    }
    return mailed
  }

  @Test("mails ever more seldom, and a steady one with each run")
  func seldom() async throws {
    let account = Self.account(1000)
    #expect(
      try await mailedOn(account, SampleLedger(), until: 120) == [0, 3, 6, 12, 24, 48, 78, 108])
    #expect(try await mailedOn(account, SampleLedger(), pace: .steady, until: 12) == [0, 3, 6, 9])
  }

  @Test("starts anew with each stage")
  func stages() async throws {
    // Stale from 100 days on, overdue from 200 on, long overdue from 400 on.
    let mailed = try await mailedOn(Self.account(170), SampleLedger(), until: 270)
    #expect(
      mailed == [
        0, 3, 6, 12, 24, 30, 33, 36, 42, 54, 78, 108, 138, 168, 198, 228, 231, 234, 237, 243, 255,
      ])
  }

  @Test("starts anew with a new stale key, a period after the last reminder at the earliest")
  func newKey() async throws {
    // The second key is stale from day 61 on, between the mails of days 48 and 78.
    let mailed = try await mailedOn(Self.account(1000, 39), SampleLedger(), until: 100)
    #expect(mailed == [0, 3, 6, 12, 24, 48, 63, 66, 69, 75, 87])
  }

  @Test(
    "a new key a day after a reminder waits until a period is over, and the result names the day")
  func newKeySoon() async throws {
    let ledger = SampleLedger()
    let mailed = try await mailedOn(Self.account(1000), ledger, until: 27)
    #expect(mailed == [0, 3, 6, 12, 24])
    let account = Self.account(1000, 80)
    for (day, outcome) in [(25, "alreadyReminded"), (26, "alreadyReminded"), (27, "sent")] {
      let run = try await account.audit(ledger: ledger, pace: .easing, at: Self.days(day))
      #expect(run.outcomes == ["a@x.org \(outcome)"])
      let next = Day(Self.days(day == 27 ? 30 : 27))
      #expect(run.report.owners[0].days?.next == next)
    }
  }

  @Test(
    "the mail, the result, and the answer to a second run name the same day", arguments: [0, 24])
  func truth(day: Int) async throws {
    let ledger = SampleLedger()
    let account = Self.account(1000)
    _ = try await mailedOn(account, ledger, until: day)
    let run = try await account.audit(ledger: ledger, pace: .easing, at: Self.days(day))
    let next = Day(Self.days(day == 0 ? 3 : 48))
    #expect(run.report.owners[0].days == ReminderDays(last: nil, next: next))
    let text = try #require(run.texts.first).collapsed
    #expect(text.contains(" \(next)") && text.contains("or sooner") == (day != 0))
    let again = try await account.audit(ledger: ledger, pace: .easing, at: Self.days(day + 1))
    #expect(
      again.report.owners[0].days == ReminderDays(last: Day(Self.days(day)), next: next))
  }

  @Test("94: what was perhaps not sent blocks one period, however long the gaps have become")
  func unknown() async throws {
    let ledger = SampleLedger()
    var account = Self.account(1000)
    _ = try await mailedOn(account, ledger, until: 24)
    account.mailFaults = ["a@x.org": .unknown(.sample)]
    let lost = try await account.audit(ledger: ledger, pace: .easing, at: Self.days(24))
    #expect(lost.outcomes == ["a@x.org unknown"])
    account.mailFaults = [:]
    for (day, outcome) in [(26, "alreadyTried"), (27, "sent")] {
      let run = try await account.audit(ledger: ledger, pace: .easing, at: Self.days(day))
      #expect(run.outcomes == ["a@x.org \(outcome)"])
    }
    #expect(ledger["a@x.org"]?.entry?.round == 5)
  }

  @Test("109: who has another address is not reminded more often than before")
  func newAddress() async throws {
    let ledger = SampleLedger()
    _ = try await mailedOn(Self.account(1000), ledger, until: 25)
    let keys = try #require(ledger["a@x.org"]?.keys)
    let other = SampleLedger(["old@x.org": .sample(.sent, daysAgo: 3, keys: keys)])
    let run = try await Self.account(1000).audit(ledger: other, pace: .easing)
    #expect(run.mailed == ["a@x.org"] && other["a@x.org"]?.entry?.round == 6)
  }

  @Test("a steady cadence keeps nothing of it")
  func steady() async throws {
    let ledger = SampleLedger()
    _ = try await Self.account(1000).audit(ledger: ledger)
    let entry = try #require(ledger["a@x.org"]?.entry)
    #expect(entry.round == nil && entry.nextAt == AccountSample.now + ClaimPeriod(days: 3).gap)
  }
}

extension RecipientGroup {
  /// One owner with keys that were made then.
  static func sample(created: [Timestamp], at now: Timestamp) -> RecipientGroup {
    let keys = created.enumerated().map { number, created in
      ResolvedKey(
        key: StaleKey(
          id: .sample("AKIA\(number)"), created: created,
          ageDays: Int((now - created) / .seconds(86_400))), description: nil, use: .never,
        advice: .delete)
    }
    let owner = ResolvedOwner(
      index: 0, user: .sample("a@x.org"), isConsoleUser: true, keys: keys, otherKeys: [])
    guard let address = EmailAddress("a@x.org") else { preconditionFailure("no address") }
    return RecipientGroup(
      recipient: address,
      owners: [ReachableOwner(owner: owner, address: address, source: .userName)])
  }
}
