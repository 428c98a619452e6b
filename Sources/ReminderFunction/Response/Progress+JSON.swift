// SPDX-License-Identifier: Apache-2.0
import JSON
import KeyReminder
import UTC

extension Progress {
  /// What became of the keys. What is not known is left out: `rotated` of an account that was not read
  /// to its end, and the median of no keys.
  var json: JSON {
    [
      "since": since.map { .string($0.description) }, "rotated": retired.map { .integer($0.count) },
      "new": .integer(new), "ignored": .integer(ignored),
      "medianDaysToRetire": retired?.medianDays.map(JSON.integer), "stages": retired?.json,
      "unjudgedAccounts": unjudgedAccounts > 0 ? .integer(unjudgedAccounts) : nil,
    ]
  }
}

extension RetiredKeys {
  fileprivate var json: JSON {
    let members = stages.map { stage, keys in
      (
        stage.rawValue,
        [
          "rotated": .integer(keys.count), "medianDaysToRetire": .integer(keys.medianDays),
        ] as JSON
      )
    }
    return .object(Dictionary(uniqueKeysWithValues: members))
  }
}
