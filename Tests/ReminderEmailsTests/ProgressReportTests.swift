// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Identifiers
import Testing
import TestSupport
import UTC

@testable import KeyReminder
@testable import ReminderEmails

/// What the report to the admins says of keys whose owners were reminded.
@Suite(.limited) struct ProgressReportTests {
  private static let since = Day(year: 2026, month: 5, day: 27)

  private static func retired(_ stages: [Urgency: (Int, Int)], _ median: Int?) -> RetiredKeys {
    RetiredKeys(
      stages: stages.mapValues { RetiredKeys.Stage(count: $0.0, medianDays: $0.1) },
      medianDays: median)
  }

  private func mail(_ progress: Progress?, dryRun: Bool = false) throws -> Mail {
    var report = AdminReportEmailTests.quiet
    report.progress = progress
    report.dryRun = dryRun
    let admin = try #require(EmailAddress("security@example.com"))
    return try ReminderSample().mail(about: report, to: admin)
  }

  /// What became of the keys, and what the mail says.
  static let cases: [(progress: Progress, words: String)] = [
    (
      Progress(
        since: since, retired: retired([.reminder: (2, 9), .final: (1, 40)], 12), new: 3,
        ignored: 5),
      """
      Since the last complete scan, on 2026-05-27: 3 keys retired, 3 new, 5 ignored (reminded before, \
      still active). From the first reminder to the retirement it took 12 days in the median; by stage: \
      due 9 days (2 keys), long overdue 40 days (1 key).
      """
    ),
    (
      Progress(since: nil, retired: retired([.overdue: (1, 1)], 1), new: 0, ignored: 0),
      """
      No earlier complete scan is known. So far: 1 key retired, 0 new, 0 ignored (reminded before, \
      still active). From the first reminder to the retirement it took 1 day in the median; by stage: \
      overdue 1 day (1 key).
      """
    ),
    (
      Progress(since: since, retired: retired([:], nil), new: 1, ignored: 0),
      "on 2026-05-27: 0 keys retired, 1 new, 0 ignored (reminded before, still active)."
    ),
    (
      Progress(since: since, retired: nil, new: 1, ignored: 2),
      """
      on 2026-05-27: 1 new, 2 ignored (reminded before, still active). Nothing can be said about \
      retired keys: the account was not read to its end, and a key that was not seen may well be in use.
      """
    ),
    (
      Progress(since: since, retired: nil, unjudgedAccounts: 2, new: 1, ignored: 2),
      "retired keys: no account was read to its end, and a key that was not seen may well be in use."
    ),
    (
      Progress(
        since: since, retired: retired([.overdue: (1, 1)], 1), unjudgedAccounts: 1, new: 0,
        ignored: 0),
      """
      overdue 1 day (1 key). Nothing can be said about retired keys of 1 account that was not read to \
      the end.
      """
    ),
  ]

  @Test(arguments: cases)
  func sentence(progress: Progress, words: String) throws {
    let mail = try mail(progress)
    #expect(mail.text.collapsed.contains(words))
    #expect(HTMLPage(mail.html).visibleText.collapsed.contains(words))
    #expect(mail.text.contains("Does reminding work?"))
    #expect(mail.text.contains("retired  ") == (progress.retired != nil), "a bar needs a number")
  }

  @Test("without a ledger, or anything to draw, there is no chart")
  func noChart() throws {
    #expect(try !mail(nil).text.mentions("reminding"))
    let nothing = Progress(since: Self.since, retired: Self.retired([:], nil), new: 0, ignored: 0)
    let text = try mail(nothing).text
    #expect(!text.mentions("reminding") && text.collapsed.mentions("0 keys retired, 0 new"))
  }

  @Test("a dry run says that it only looks")
  func dryRun() throws {
    for (count, says) in [(0, false), (1, true)] {
      let retired = Self.retired(count == 0 ? [:] : [.final: (1, 1)], count == 0 ? nil : 1)
      let progress = Progress(since: Self.since, retired: retired, new: 0, ignored: 1)
      let text = try mail(progress, dryRun: true).text.collapsed
      #expect(text.mentions("A dry run only looks: the next run counts them.") == says)
    }
  }
}

extension String {
  fileprivate func mentions(_ text: String) -> Bool { contains(text) }
}
