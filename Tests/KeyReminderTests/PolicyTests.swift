// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport
import UTC

@testable import KeyReminder

@Suite(.limited) struct PolicyTests {
  /// Seconds since the key was made, and its age; `nil` for what cannot be.
  static let ages: [(seconds: Double, days: Int?)] = [
    (100 * 86_400, 100), (100 * 86_400 - 1, 99), (100 * 86_400 - 0.001, 99), (101 * 86_400, 101),
    (0, 0), (-300, 0), (-300.25, nil), (-86_400, nil), (1_780_099_200, 20_603),
    (812 * 86_400 + 86_399, 812),
  ]

  @Test(
    "34, 85: a key has its age in whole days, and is stale from the threshold on", arguments: ages)
  func age(seconds: Double, days: Int?) {
    let created = AccountSample.now + .seconds(-seconds)
    let key = AccessKey(id: "AKIA1", status: .active, created: created)
    switch (Policy.sample.judge(key, at: AccountSample.now), days) {
    case (.unreadable, nil): break
    case (.fresh(let age), let days?): #expect(days < 100 && age == days)
    case (.stale(let key), let days?): #expect(days >= 100 && key.ageDays == days)
    case (let judgement, _): Issue.record("\(seconds) s is \(judgement)")
    }
  }

  /// The night in which New York's clocks went on, and a leap day: a day has 86,400 s all the same.
  @Test(
    "85: neither daylight saving nor a leap day moves the threshold",
    arguments: [1_772_953_199, 1_709_164_800])
  func oddDays(now: Int) {
    let now = Timestamp(secondsSince1970: now)
    for (seconds, isStale) in [(8_640_000.0, true), (8_639_999, false)] {
      let key = AccessKey(
        id: "AKIA1", status: .active, created: now + .seconds(-seconds))
      #expect((Policy.sample.judge(key, at: now) != .fresh(ageDays: 99)) == isStale)
    }
  }

  /// The threshold, the configured overdue age, and the one that holds.
  static let overdueAges: [(alert: Int, configured: Int?, overdue: Int)] = [
    (100, nil, 200), (100, 150, 150), (100, 100, 100), (100, 99, 200), (100, 1, 200),
    (3650, 7300, 7300), (3650, 200, 7300),
  ]

  @Test("no key is overdue before it is stale, whatever sets the threshold", arguments: overdueAges)
  func overdue(alert: Int, configured: Int?, overdue: Int) {
    var policy = Policy(
      alertAfterDays: alert, overdueAfterDays: configured, audience: .all, pathPrefix: "/")
    #expect(policy.overdueAfterDays == overdue)
    policy.alertAfterDays = 3000
    policy.alertAfterDays = alert
    #expect(policy.overdueAfterDays == overdue)
  }

  @Test(
    "33: any key that is not active counts as inactive, whatever its age",
    arguments: [KeyStatus.inactive, .expired, .unknown])
  func inactive(status: KeyStatus) {
    for created in [
      nil, Timestamp(secondsSince1970: 0), Timestamp(secondsSince1970: 9_000_000_000),
    ] {
      let key = AccessKey(id: "AKIA1", status: status, created: created)
      #expect(Policy.sample.judge(key, at: AccountSample.now) == .inactive)
    }
  }
}
