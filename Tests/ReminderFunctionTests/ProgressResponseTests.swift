// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing
import TestSupport
import UTC

@testable import KeyReminder
@testable import ReminderFunction

/// What the response says of keys whose owners were reminded.
@Suite(.limited) struct ProgressResponseTests {
  static let cases: [(progress: Progress?, json: JSON?)] = [
    (nil, nil),
    (
      Progress(
        since: Day(year: 2026, month: 5, day: 27),
        retired: RetiredKeys(
          stages: [
            .reminder: RetiredKeys.Stage(count: 2, medianDays: 9),
            .final: RetiredKeys.Stage(count: 1, medianDays: 40),
          ], medianDays: 12), new: 4, ignored: 5),
      [
        "since": "2026-05-27", "rotated": .integer(3), "new": .integer(4), "ignored": .integer(5),
        "medianDaysToRetire": .integer(12),
        "stages": [
          "reminder": ["rotated": .integer(2), "medianDaysToRetire": .integer(9)],
          "final": ["rotated": .integer(1), "medianDaysToRetire": .integer(40)],
        ],
      ]
    ),
    (
      Progress(
        since: nil, retired: RetiredKeys(stages: [:], medianDays: nil), new: 0, ignored: 0),
      ["rotated": .integer(0), "new": .integer(0), "ignored": .integer(0), "stages": [:]]
    ),
    (
      Progress(since: nil, retired: nil, unjudgedAccounts: 1, new: 1, ignored: 2),
      ["new": .integer(1), "ignored": .integer(2), "unjudgedAccounts": .integer(1)]
    ),
  ]

  @Test("what is not known is left out, not zero", arguments: cases)
  func progress(progress: Progress?, json: JSON?) {
    var result = RunResult.sample
    result.progress = progress
    #expect(result.json(version: "1", redirectedTo: nil)["progress"] == json)
  }
}
