// SPDX-License-Identifier: Apache-2.0
import JSON

extension TemplateData {
  /// The data as SES takes it, with all members.
  var json: JSON {
    [
      "subject": .string(subject), "accountId": .string(accountId),
      "accountName": .string(accountName),
      "recipient": .string(recipient), "redirected": .bool(redirected),
      "urgency": .string(urgency), "overdue": .bool(overdue),
      "alertAfterDays": .integer(alertAfterDays), "sendEveryDays": .integer(sendEveryDays),
      "nextReminder": .string(nextReminder),
      "supportEmail": .string(supportEmail), "supportURL": .string(supportURL),
      "moreTimeURL": .string(moreTimeURL), "rotationGuide": .string(rotationGuide),
      "alternativesGuide": .string(alternativesGuide), "adviceURL": .string(adviceURL),
      "alternatives": .array(alternatives.map(JSON.string)),
      "reminderNumber": .integer(reminderNumber), "firstReminder": .string(firstReminder),
      "keyCount": .integer(keyCount), "oldestDays": .integer(oldestDays),
      "keysNotListed": .integer(keysNotListed), "users": .array(users.map(\.json)),
    ]
  }
}

extension TemplateData.User {
  fileprivate var json: JSON {
    [
      "userName": .string(userName), "reason": .string(reason), "consoleURL": .string(consoleURL),
      "keys": .array(keys.map(\.json)),
    ]
  }
}

extension TemplateData.Key {
  fileprivate var json: JSON {
    [
      "id": .string(id), "created": .string(created), "due": .string(due),
      "ageDays": .integer(ageDays),
      "description": .string(description), "lastUse": .string(lastUse), "advice": .string(advice),
      "steps": .array(steps.map { ["title": .string($0.title), "command": .string($0.command)] }),
    ]
  }
}
