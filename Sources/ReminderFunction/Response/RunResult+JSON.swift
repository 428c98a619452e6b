// SPDX-License-Identifier: Apache-2.0
import JSON
import KeyReminder
import UTC

// What has no value is left out: `samples` but in a dry run, `to` of an owner whom nobody can reach.

extension Report {
  /// The report as the function's answer.
  var json: JSON {
    [
      "accountId": .string(accountId), "dryRun": .bool(dryRun), "complete": .bool(complete),
      "alertAfterDays": .integer(alertAfterDays), "users": users.json, "keys": keys.json,
      "emails": emails.json, "notifications": .array(notifications.map(\.json)),
      "notificationsTruncated": notificationsTruncated.map(JSON.bool),
      "failures": .array(failures.map(\.json)),
      "warnings": .array(warnings.map(JSON.string)),
      "exemptions": .array(exemptions.map(\.json)),
      "invalidExemptions": invalidExemptions.isEmpty ? nil : .array(invalidExemptions.map(\.json)),
      "redirectedTo": redirectedTo.map(JSON.string),
      "samples": samples.map { .array($0.map(\.json)) },
      "adminReport": adminReport.map { .string($0.rawValue) },
    ]
  }
}

extension Report.Users {
  fileprivate var json: JSON {
    let reasons = skippedBy.map { ($0.key.rawValue, JSON.integer($0.value)) }
    return [
      "listed": .integer(listed), "checked": .integer(checked), "skipped": .integer(skipped),
      "skippedBy": .object(Dictionary(uniqueKeysWithValues: reasons)),
    ]
  }
}

extension Report.Keys {
  fileprivate var json: JSON {
    [
      "stale": .integer(stale), "oldestDays": .integer(oldestDays),
      "unreadable": .integer(unreadable),
    ]
  }
}

extension Report.Emails {
  fileprivate var json: JSON {
    ["sent": .integer(sent), "failed": .integer(failed), "unknown": .integer(unknown)]
  }
}

extension Report.Exemption {
  fileprivate var json: JSON {
    ["userName": .string(userName), "until": until.map { .string($0.description) }]
  }
}

extension Report.InvalidExemption {
  fileprivate var json: JSON { ["userName": .string(userName), "value": .string(value)] }
}

extension Message {
  /// A sample of a mail: what a person reads of it, or what its template is told.
  fileprivate var json: JSON {
    switch self {
    case .written(let mail):
      ["to": .string(mail.to.value), "subject": .string(mail.subject), "text": .string(mail.text)]
    case .templated(let mail):
      [
        "to": .string(mail.to.value), "template": .string(mail.template),
        "templateData": .string(mail.data),
      ]
    }
  }
}

extension Notification {
  fileprivate var json: JSON {
    [
      "userName": .string(userName), "to": to.map(JSON.string), "keys": .array(keys.map(\.json)),
      "outcome": .string(outcome.rawValue), "messageId": messageId.map(JSON.string),
    ]
  }
}

extension Notification.Key {
  fileprivate var json: JSON {
    [
      "id": .string(id), "ageDays": .integer(ageDays), "lastUsed": lastUsed.map(JSON.string),
      "advice": .string(advice.rawValue),
    ]
  }
}

extension Failure {
  fileprivate var json: JSON {
    [
      "userName": userName.map(JSON.string), "stage": .string(stage.rawValue),
      "code": .string(code), "message": .string(message),
    ]
  }
}
