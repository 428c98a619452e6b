// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import JSON
import KeyReminder
import UTC

// The response, whose members are a contract. A member without a value is left out: `samples`
// outside a dry run, `to` of an unreachable owner, `code` and `message` of every other owner.

extension RunResult {
  /// How many owners a response lists.
  static let notificationLimit = 1000

  /// The result as the function's response.
  ///
  /// - Parameters:
  ///   - version: the version of the program.
  ///   - redirectedTo: where every mail went instead of to its owner.
  func json(version: String, redirectedTo: EmailAddress?) -> JSON {
    [
      "version": .string(version), "accountId": .string(account?.description ?? "unknown"),
      "dryRun": .bool(dryRun),
      "complete": .bool(isComplete), "alertAfterDays": .integer(alertAfterDays),
      "accounts": accounts?.json, "users": users.json, "keys": keys.json(skipped: skippedKeys),
      "emails": emails.json,
      "notifications": .array(
        owners.prefix(Self.notificationLimit).map { $0.json(namesAccount: isOfSeveral) }),
      "notificationsTruncated": owners.count > Self.notificationLimit ? .bool(true) : nil,
      "failures": .array(failures.map { $0.json(namesAccount: isOfSeveral) }),
      "warnings": .array(warnings.map { .string($0.message) }),
      "exemptions": .array(exemptions.map { $0.json(namesAccount: isOfSeveral) }),
      "invalidExemptions": invalidExemptions.isEmpty
        ? nil : .array(invalidExemptions.map { $0.json(namesAccount: isOfSeveral) }),
      "redirectedTo": redirectedTo.map(JSON.init),
      "samples": samples.map { .array($0.map(\.json)) },
      "adminReport": adminReport.map { .string($0.rawValue) }, "progress": progress?.json,
    ]
  }
}

extension RunResult {
  /// Whether several accounts are looked at: then it matters whose a user is.
  fileprivate var isOfSeveral: Bool { accounts != nil }
}

extension AccountResults {
  fileprivate var json: JSON {
    [
      "listed": .integer(listed), "scanned": .integer(scanned), "skipped": .integer(skipped),
      "failed": .integer(failed),
    ]
  }
}

extension JSON {
  fileprivate init(_ identifier: some LosslessStringConvertible) {
    self = .string(identifier.description)
  }
}

extension UserCounts {
  fileprivate var json: JSON {
    let reasons = skippedBy.map { ($0.key.rawValue, JSON.integer($0.value)) }
    return [
      "listed": .integer(listed), "checked": .integer(checked), "skipped": .integer(skipped),
      "skippedBy": .object(Dictionary(uniqueKeysWithValues: reasons)),
    ]
  }
}

extension KeyCounts {
  fileprivate func json(skipped: SkippedKeys?) -> JSON {
    [
      "stale": .integer(stale), "oldestDays": .integer(oldestDays),
      "unreadable": .integer(unreadable), "skipped": skipped?.json,
    ]
  }
}

extension SkippedKeys {
  fileprivate var json: JSON {
    ["stale": .integer(stale), "owners": .integer(owners), "unread": .integer(unread)]
  }
}

extension EmailCounts {
  fileprivate var json: JSON {
    [
      "sent": .integer(sent), "failed": .integer(failed), "unknown": .integer(unknown),
      "alreadyReminded": held.map { .integer($0.alreadyReminded) },
      "alreadyTried": held.map { .integer($0.alreadyTried) },
    ]
  }
}

extension ExemptUser {
  fileprivate func json(namesAccount: Bool) -> JSON {
    [
      "accountId": namesAccount ? user.account.map(JSON.init) : nil, "userName": JSON(user.name),
      "until": until.map { .string($0.description) },
    ]
  }
}

extension InvalidExemption {
  fileprivate func json(namesAccount: Bool) -> JSON {
    [
      "accountId": namesAccount ? user.account.map(JSON.init) : nil, "userName": JSON(user.name),
      "value": .string(value),
    ]
  }
}

extension Message {
  /// A sample of a mail: its subject and text, or its template's data.
  fileprivate var json: JSON {
    switch self {
    case .written(let mail):
      [
        "to": JSON(mail.to.map(\.description).joined(separator: ", ")),
        "subject": .string(mail.subject), "text": .string(mail.text),
      ]
    case .templated(let mail):
      [
        "to": JSON(mail.to), "template": .string(mail.template),
        "templateData": .string(mail.data),
      ]
    }
  }
}

extension OwnerResult {
  fileprivate func json(namesAccount: Bool) -> JSON {
    [
      "accountId": namesAccount ? user.account.map(JSON.init) : nil,
      "userName": JSON(user.name), "to": address.map(JSON.init), "keys": .array(keys.map(json)),
      "outcome": .string(outcome.rawValue), "messageId": messageID.map(JSON.string),
      "code": unreachable.map { .string($0.code) },
      "message": unreachable.map { .string($0.message(about: user.name)) },
      "lastReminded": days?.last.map { .string($0.description) },
      "nextReminder": days.map { .string($0.next.description) },
    ]
  }
}

extension OwnerResult {
  /// A key, and which reminder of it this is.
  private func json(_ key: ResolvedKey) -> JSON {
    let name = LedgerKey(account: user.account, id: key.key.id)
    return [
      "id": JSON(key.key.id), "ageDays": .integer(key.key.ageDays),
      "lastUsed": key.use.day.map(JSON.string), "advice": .string(key.advice.rawValue),
      "reminder": histories[name].map { .integer($0.times) },
    ]
  }
}

extension KeyUse {
  /// The day of the last use, or `never`; `nil` when that is not known.
  fileprivate var day: String? {
    switch self {
    case .unknown: nil
    case .never: "never"
    case .at(let date, _, _): Day(date).description
    }
  }
}

extension Failure {
  fileprivate func json(namesAccount: Bool) -> JSON {
    [
      "accountId": namesAccount ? (account?.id ?? user?.account).map(JSON.init) : nil,
      "accountName": account?.name.map(JSON.init),
      "userName": user.map { JSON($0.name) }, "stage": .string(stage.rawValue),
      "code": .string(code), "message": .string(message),
    ]
  }
}
