// SPDX-License-Identifier: Apache-2.0
import Identifiers
import Testing
import TestSupport
import UTC

@testable import KeyReminder
@testable import ReminderFunction

@Suite(.limited) struct MetricsTests {
  static let figures: Set<Metrics.Name> = [.staleKeys, .oldestKeyDays, .ownersUnreachable]
  /// What only a run with a ledger knows.
  static let ledgerFigures: Set<Metrics.Name> = [
    .mailsAlreadyReminded, .mailsAlreadyTried, .ledgerFailures, .keysRetired, .medianDaysToRetire,
  ]

  /// A run that listed seven users and left out two.
  static func report(checked: Int = 5, _ failures: [Failure] = []) -> RunResult {
    var report = RunResult.sample
    (report.users.listed, report.users.checked) = (7, checked)
    report.users.skippedBy[.excluded] = 2
    (report.keys.stale, report.keys.oldestDays) = (4, 812)
    (report.emails.sent, report.emails.failed, report.emails.unknown) = (1, 2, 3)
    report.failures = failures
    return report
  }

  static func failure(_ userName: String?, _ stage: Failure.Stage) -> Failure {
    Failure(
      user: userName.map { .sample($0) }, stage: stage,
      cause: .noUserList)
  }

  @Test func everyFigureHasItsOwnName() {
    var report = Self.report([Self.failure("al", .listUserTags), Self.failure("cy", .sendEmail)])
    report.owners = [
      OwnerResult(
        user: .sample("bo"), address: nil, keys: [], outcome: .unreachable, messageID: nil,
        unreachable: .noAddress(AddressRule())),
      OwnerResult(
        user: .sample("al"), address: nil, keys: [], outcome: .failed, messageID: nil),
    ]
    report.emails.held = HeldCounts(alreadyReminded: 7, alreadyTried: 8)
    report.accounts = Self.accounts
    report.progress = Self.progress(retired: [.reminder: 11, .final: 12], medianDays: 13)
    let metrics = Metrics(
      report, dryRun: true, ledgerFailures: 9, throttledCalls: 6, duration: .milliseconds(7999))
    #expect(
      metrics.values == [
        .complete: 0, .usersChecked: 5, .staleKeys: 4, .oldestKeyDays: 812, .mailsSent: 1,
        .mailsFailed: 2, .mailsUnknown: 3, .mailsNotAccepted: 5, .ownersUnreachable: 1,
        .dryRun: 1, .throttledCalls: 6, .duration: 7999, .mailsAlreadyReminded: 7,
        .mailsAlreadyTried: 8,
        .ledgerFailures: 9, .keysRetired: 23, .medianDaysToRetire: 13,
        .accountsScanned: 2, .accountsFailed: 0,
      ])
    #expect(Set(Metrics.Name.allCases) == Set(metrics.values.keys))
  }

  /// Two were read, four left out.
  static let accounts = AccountResults(
    skipped: 4,
    accounts: ["111111111111", "222222222222"].compactMap { AccountID($0) }
      .map { AccountResult(label: AccountLabel(id: $0, name: nil), email: nil) })

  static func progress(retired: [Urgency: Int]?, medianDays: Int?) -> Progress {
    let stages = retired?.mapValues { RetiredKeys.Stage(count: $0, medianDays: 1) }
    return Progress(
      since: nil, retired: stages.map { RetiredKeys(stages: $0, medianDays: medianDays) }, new: 1,
      ignored: 2)
  }

  @Test("what is not known of retired keys is no metric, nor is what a dry run only looks at")
  func retiredKeys() {
    let cases: [([Urgency: Int]?, dryRun: Bool, [Metrics.Name: Int])] = [
      (nil, false, [:]), ([:], false, [.keysRetired: 0]), ([.final: 2], true, [:]),
    ]
    for (retired, dryRun, expected) in cases {
      let result = RunResult(
        account: nil, dryRun: dryRun, alertAfterDays: 100, overdueAfterDays: 200,
        ages: AgeDistribution(alertAfterDays: 100, overdueAfterDays: 200),
        progress: Self.progress(retired: retired, medianDays: nil))
      let values = Metrics(result, dryRun: dryRun, throttledCalls: 0, duration: .zero).values
      #expect(values.filter { $0.key == .keysRetired || $0.key == .medianDaysToRetire } == expected)
    }
  }

  /// A curve must not fall because nobody could look.
  static let partial: [(report: RunResult?, trap: Comment)] = [
    (nil, "nobody was listed"),
    (report(checked: 4, [failure("bo", .deadline)]), "the time was over before bo was read"),
    (report([failure(nil, .listUsers)]), "the list broke off"),
    (report([failure(nil, .deadline)]), "the list was not read to its end in time"),
  ]

  @Test(arguments: partial)
  func whatIsNotKnownIsLeftOut(report: RunResult?, trap: Comment) {
    let metrics = Metrics(report, dryRun: false, throttledCalls: 0, duration: .zero)
    let known = Set(Metrics.Name.allCases).subtracting(Self.figures)
    #expect(
      Set(metrics.values.keys)
        == known.subtracting(Self.ledgerFigures).subtracting([.accountsScanned, .accountsFailed]),
      trap)
    #expect(metrics.values[.complete] == 0)
  }

  static let whole: [RunResult] = [
    report([failure("bo", .listAccessKeys)]), report([failure("bo", .listUserTags)]),
    report([failure("bo", .sendEmail)]), report([failure("bo", .deadline)]),
  ]

  @Test("a failure of one user, or of a late mail, does not suppress metrics", arguments: whole)
  func oneUsersTrouble(report: RunResult) {
    let metrics = Metrics(report, dryRun: false, throttledCalls: 0, duration: .zero)
    #expect(Self.figures.isSubset(of: metrics.values.keys) && metrics.values[.complete] == 0)
  }

  static let names: [(arn: String?, name: String)] = [
    ("arn:aws:lambda:eu-central-1:012345678912:function:key-reminder", "key-reminder"),
    ("arn:aws-cn:lambda:cn-north-1:012345678912:function:key-reminder:live", "key-reminder"),
    ("arn:aws:lambda", "unknown"), (nil, "unknown"),
  ]

  @Test(arguments: names)
  func theDimensionIsTheNameWithoutItsVersion(arn: String?, name: String) {
    let line = Metrics(nil, dryRun: false, throttledCalls: 0, duration: .zero)
      .line(
        of: arn, requestID: "id", version: "1.2.3",
        at: Timestamp(millisecondsSince1970: 1_770_000_000_250))
    #expect(line.contains(#""FunctionName":"\#(name)""#))
    #expect(line.contains(#""Timestamp":1770000000250"#))
    #expect(line.contains(#""timestamp":"2026-02-02T02:40:00.250Z""#))
    #expect(line.contains(#""version":"1.2.3""#))
    #expect(!line.contains("\n"))
  }
}
