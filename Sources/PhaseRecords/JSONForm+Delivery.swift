// SPDX-License-Identifier: Apache-2.0
import Identifiers
import JSON
public import KeyReminder

// Recipient groups, delivery results and the result of a run.

extension JSONForm<RecipientGroup> {
  /// The form of a recipient group.
  public static let recipientGroup = object(
    Member("recipient", { $0.recipient }, .text),
    Member("owners", { $0.owners }, .list(.reachableOwner))
  ) { RecipientGroup(recipient: $0, owners: $1) }
}

extension JSONForm<DeliveryFailure> {
  static let deliveryFailure = object(
    Member("stage", { $0.stage }, .rawValue),
    Member("cause", { $0.cause }, .cause)
  ) { DeliveryFailure(stage: $0, cause: $1) }
}

extension JSONForm<DeliveryResult> {
  /// The form of the result of one reminder.
  public static let deliveryResult = object(
    Member("group", { $0.group }, .recipientGroup),
    Member("outcome", { $0.outcome }, .rawValue),
    Member("messageID", { $0.messageID }, .optional(.string)),
    Member("failure", { $0.failure }, .optional(.deliveryFailure)),
    Member("days", { $0.days }, .optional(.reminderDays)),
    Member("histories", { $0.histories }, .histories)
  ) {
    DeliveryResult(
      group: $0, outcome: $1, messageID: $2, failure: $3, days: $4, histories: $5)
  }
}

extension JSONForm<KeyCounts> {
  static let keyCounts = object(
    Member("stale", { $0.stale }, .integer),
    Member("oldestDays", { $0.oldestDays }, .integer),
    Member("unreadable", { $0.unreadable }, .integer)
  ) { KeyCounts(stale: $0, oldestDays: $1, unreadable: $2) }
}

extension JSONForm<SkippedKeys> {
  static let skippedKeys = object(
    Member("stale", { $0.stale }, .integer),
    Member("owners", { $0.owners }, .integer),
    Member("unread", { $0.unread }, .integer)
  ) { SkippedKeys(stale: $0, owners: $1, unread: $2) }
}

extension JSONForm<EmailCounts> {
  static let emailCounts = object(
    Member("sent", { $0.sent }, .integer),
    Member("failed", { $0.failed }, .integer),
    Member("unknown", { $0.unknown }, .integer),
    Member("held", { $0.held }, .optional(.heldCounts))
  ) { EmailCounts(sent: $0, failed: $1, unknown: $2, held: $3) }
}

extension JSONForm<HeldCounts> {
  static let heldCounts = object(
    Member("alreadyReminded", { $0.alreadyReminded }, .integer),
    Member("alreadyTried", { $0.alreadyTried }, .integer)
  ) { HeldCounts(alreadyReminded: $0, alreadyTried: $1) }
}

extension JSONForm<KeyHistory> {
  static let history = object(
    Member("times", { $0.times }, .integer), Member("first", { $0.first }, .timestamp),
    Member("created", { $0.created }, .timestamp),
    Member("owner", { $0.owner }, .optional(.text))
  ) { KeyHistory(times: $0, first: $1, created: $2, owner: $3) }
}

extension JSONForm<[LedgerKey: KeyHistory]> {
  static let histories = JSONForm(
    write: { histories in
      .object(
        Dictionary(
          uniqueKeysWithValues: histories.map {
            ($0.key.description, JSONForm<KeyHistory>.history.write($0.value))
          }))
    },
    read: { json throws(JSONFormError) in
      guard let members = json.object else { throw JSONFormError("not an object") }
      var histories: [LedgerKey: KeyHistory] = [:]
      for (name, value) in members {
        guard let key = LedgerKey(name) else { throw JSONFormError("not a key's name") }
        histories[key] = try JSONForm<KeyHistory>.history.read(value)
      }
      return histories
    })
}

extension JSONForm<ReminderDays> {
  static let reminderDays = object(
    Member("last", { $0.last }, .optional(.day)), Member("next", { $0.next }, .day)
  ) { ReminderDays(last: $0, next: $1) }
}

extension JSONForm<OwnerResult> {
  static let ownerResult = object(
    Member("user", { $0.user }, .userID),
    Member("address", { $0.address }, .optional(.text)),
    Member("keys", { $0.keys }, .list(.resolvedKey)),
    Member("outcome", { $0.outcome }, .rawValue),
    Member("messageID", { $0.messageID }, .optional(.string)),
    Member("unreachable", { $0.unreachable }, .optional(.unreachableReason)),
    Member("days", { $0.days }, .optional(.reminderDays)),
    Member("histories", { $0.histories }, .histories)
  ) {
    OwnerResult(
      user: $0, address: $1, keys: $2, outcome: $3, messageID: $4, unreachable: $5, days: $6,
      histories: $7)
  }
}

extension JSONForm<Message> {
  static let message = JSONForm(
    write: { message in
      switch message {
      case .written(let mail):
        [
          "case": "written", "to": JSONForm<[EmailAddress]>.list(.text).write(mail.to),
          "subject": .string(mail.subject), "text": .string(mail.text),
          "html": .string(mail.html),
        ]
      case .templated(let mail):
        [
          "case": "templated", "to": .string(mail.to.description),
          "template": .string(mail.template), "data": .string(mail.data),
        ]
      }
    },
    read: { json throws(JSONFormError) in
      switch json.caseName {
      case "written":
        .written(
          Mail(
            to: try json.member("to", .list(.text)), subject: try json.member("subject", .string),
            text: try json.member("text", .string), html: try json.member("html", .string)))
      case "templated":
        .templated(
          TemplatedMail(
            to: try json.member("to", .text), template: try json.member("template", .string),
            data: try json.member("data", .string)))
      default: throw JSONFormError("not a message")
      }
    })
}

extension JSONForm<RunResult> {
  /// The form of the result of a run.
  public static let runResult = object(
    Member("account", { $0.account }, .optional(.text)),
    Member("dryRun", { $0.dryRun }, .bool),
    Member("alertAfterDays", { $0.alertAfterDays }, .integer),
    Member("overdueAfterDays", { $0.overdueAfterDays }, .integer),
    Member("users", { $0.users }, .userCounts),
    Member("keys", { $0.keys }, .keyCounts),
    Member("emails", { $0.emails }, .emailCounts),
    Member("ages", { $0.ages }, .ages),
    Member("owners", { $0.owners }, .list(.ownerResult)),
    Member("failures", { $0.failures }, .list(.failure)),
    Member("warnings", { $0.warnings }, .list(.warning)),
    Member("exemptions", { $0.exemptions }, .list(.exemptUser)),
    Member("invalidExemptions", { $0.invalidExemptions }, .list(.invalidExemption)),
    Member("rootHasKeys", { $0.rootHasKeys }, .optional(.bool)),
    Member("samples", { $0.samples }, .optional(.list(.message))),
    Member("adminReport", { $0.adminReport }, .optional(.rawValue)),
    Member("skippedKeys", { $0.skippedKeys }, .optional(.skippedKeys)),
    Member("accounts", { $0.accounts }, .optional(.accountResults)),
    Member("progress", { $0.progress }, .optional(.progress))
  ) {
    RunResult(
      account: $0, dryRun: $1, alertAfterDays: $2, overdueAfterDays: $3, users: $4, keys: $5,
      emails: $6, ages: $7, owners: $8, failures: $9, warnings: $10, exemptions: $11,
      invalidExemptions: $12, rootHasKeys: $13, samples: $14, adminReport: $15,
      skippedKeys: $16, accounts: $17, progress: $18)
  }
}
