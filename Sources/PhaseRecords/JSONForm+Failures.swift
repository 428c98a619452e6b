// SPDX-License-Identifier: Apache-2.0
import Identifiers
import JSON
import KeyReminder

extension JSONForm<ServiceFailure> {
  static let serviceFailure = object(
    Member("step", { $0.step }, .rawValue), Member("problem", { $0.problem }, .problem)
  ) { ServiceFailure(step: $0, problem: $1) }
}

extension JSONForm<ServiceFailure.Refusal> {
  static let refusal = object(
    Member("kind", { $0.kind }, .rawValue), Member("code", { $0.code }, .string),
    Member("message", { $0.message }, .string),
    Member("requestID", { $0.requestID }, .optional(.string))
  ) { ServiceFailure.Refusal(kind: $0, code: $1, message: $2, requestID: $3) }
}

extension JSONForm<ServiceFailure.Problem> {
  static let problem = JSONForm(
    write: { problem in
      let form = JSONForm<ServiceFailure.Refusal>.refusal
      return switch problem {
      case .refused(let refusal): ["case": "refused", "refusal": form.write(refusal)]
      case .refusedUntilDeadline(let refusal):
        ["case": "refusedUntilDeadline", "refusal": form.write(refusal)]
      case .noResponse(let fault, let reason):
        ["case": "noResponse", "fault": .string(fault.rawValue), "reason": .string(reason)]
      case .malformedResponse(let reason):
        ["case": "malformedResponse", "reason": .string(reason)]
      case .invalidRequest(let reason): ["case": "invalidRequest", "reason": .string(reason)]
      case .deadlineExceeded: ["case": "deadlineExceeded"]
      }
    },
    read: { json throws(JSONFormError) in
      switch json.caseName {
      case "refused": .refused(try json.member("refusal", .refusal))
      case "refusedUntilDeadline": .refusedUntilDeadline(try json.member("refusal", .refusal))
      case "noResponse":
        .noResponse(
          try json.member("fault", .rawValue), reason: try json.member("reason", .string))
      case "malformedResponse": .malformedResponse(reason: try json.member("reason", .string))
      case "invalidRequest": .invalidRequest(reason: try json.member("reason", .string))
      case "deadlineExceeded": .deadlineExceeded
      default: throw JSONFormError("not a problem of a service")
      }
    })
}

extension JSONForm<DirectoryError> {
  static let directoryError = JSONForm(
    write: { error in
      switch error {
      case .vanished: ["case": "vanished"]
      case .outOfTime(let cause):
        ["case": "outOfTime", "after": cause.map(JSONForm<ServiceFailure>.serviceFailure.write)]
      case .failed(let failure):
        ["case": "failed", "failure": JSONForm<ServiceFailure>.serviceFailure.write(failure)]
      }
    },
    read: { json throws(JSONFormError) in
      switch json.caseName {
      case "vanished": .vanished
      case "outOfTime": .outOfTime(after: try json.member("after", .optional(.serviceFailure)))
      case "failed": .failed(try json.member("failure", .serviceFailure))
      default: throw JSONFormError("not a directory's error")
      }
    })
}

extension JSONForm<AddressRule> {
  static let addressRule = object(
    Member("tag", { $0.tag }, .optional(.text)), Member("domain", { $0.domain }, .optional(.string))
  ) { AddressRule(tag: $0, domain: $1) }
}

extension JSONForm<UnreachableReason> {
  static let unreachableReason = JSONForm(
    write: { reason in
      switch reason {
      case .noAddress(let rule):
        ["case": "noAddress", "rule": JSONForm<AddressRule>.addressRule.write(rule)]
      case .invalidAddress(let value, let tag):
        ["case": "invalidAddress", "value": .string(value), "tag": .string(tag.description)]
      case .outsideDomains(let address, let source):
        [
          "case": "outsideDomains", "address": .string(address.description),
          "source": JSONForm<AddressSource>.addressSource.write(source),
        ]
      case .suppressed(let suppression):
        ["case": "suppressed", "suppression": JSONForm<Suppression>.suppression.write(suppression)]
      }
    },
    read: { json throws(JSONFormError) in
      switch json.caseName {
      case "noAddress": .noAddress(try json.member("rule", .addressRule))
      case "invalidAddress":
        .invalidAddress(try json.member("value", .string), tag: try json.member("tag", .text))
      case "outsideDomains":
        .outsideDomains(
          try json.member("address", .text), try json.member("source", .addressSource))
      case "suppressed": .suppressed(try json.member("suppression", .suppression))
      default: throw JSONFormError("not a reason why nobody can be reached")
      }
    })
}

extension JSONForm<Suppression> {
  static let suppression = object(
    Member("address", { $0.address }, .text), Member("cause", { $0.cause }, .string)
  ) { Suppression(address: $0, cause: $1) }
}

extension JSONForm<Failure.Cause> {
  static let cause = JSONForm(
    write: { cause in
      let failure = JSONForm<ServiceFailure>.serviceFailure
      return switch cause {
      case .service(let service): ["case": "service", "failure": failure.write(service)]
      case .outOfTime(let step, let service):
        [
          "case": "outOfTime", "step": .string(step.rawValue), "after": service.map(failure.write),
        ]
      case .noUserList: ["case": "noUserList"]
      case .unreadableAge(let key): ["case": "unreadableAge", "key": .string(key.description)]
      case .sharedKey(let key): ["case": "sharedKey", "key": .string(key.description)]
      case .tooManyEmails(let due, let limit):
        ["case": "tooManyEmails", "due": .integer(due), "limit": .integer(limit)]
      case .notTried(let service): ["case": "notTried", "after": failure.write(service)]
      case .unreadableLedgerItem(let reason):
        ["case": "unreadableLedgerItem", "reason": .string(reason)]
      case .deniedForSomeKeys(let service):
        ["case": "deniedForSomeKeys", "failure": failure.write(service)]
      case .organization, .access, .notInOrganization, .accountNotActive, .noAccounts,
        .everyAccountFailed:
        cause.accountForm ?? [:]
      }
    },
    read: { json throws(JSONFormError) in
      switch json.caseName {
      case "service": .service(try json.member("failure", .serviceFailure))
      case "outOfTime":
        .outOfTime(
          try json.member("step", .rawValue),
          after: try json.member("after", .optional(.serviceFailure)))
      case "noUserList": .noUserList
      case "unreadableAge": .unreadableAge(of: try json.member("key", .text))
      case "sharedKey": .sharedKey(try json.member("key", .text))
      case "tooManyEmails":
        .tooManyEmails(
          due: try json.member("due", .integer), limit: try json.member("limit", .integer))
      case "notTried": .notTried(after: try json.member("after", .serviceFailure))
      case "unreadableLedgerItem":
        .unreadableLedgerItem(reason: try json.member("reason", .string))
      case "deniedForSomeKeys": .deniedForSomeKeys(try json.member("failure", .serviceFailure))
      default: try Failure.Cause(account: json)
      }
    })
}

extension JSONForm<Failure> {
  static let failure = object(
    Member("user", { $0.user }, .optional(.userID)),
    Member("account", { $0.account }, .optional(.accountLabel)),
    Member("stage", { $0.stage }, .rawValue), Member("cause", { $0.cause }, .cause)
  ) { Failure(user: $0, account: $1, stage: $2, cause: $3) }
}

extension JSONForm<KeyReminder.Warning> {
  static let warning = JSONForm(
    write: { warning in
      let cause = JSONForm<Failure.Cause>.cause
      return switch warning {
      case .unknownAccount: ["case": "unknownAccount"]
      case .invalidAddress(let value, let tag, let user):
        [
          "case": "invalidAddress", "value": .string(value), "tag": .string(tag.description),
          "user": JSONForm<UserID>.userID.write(user),
        ]
      case .unknownUses(let count, let all, let why):
        [
          "case": "unknownUses", "count": .integer(count), "all": .integer(all),
          "cause": cause.write(why),
        ]
      case .unknownRootKeys(let why): ["case": "unknownRootKeys", "cause": cause.write(why)]
      case .unknownAccountAlias(let why):
        ["case": "unknownAccountAlias", "cause": cause.write(why)]
      case .unknownRootKeysOfAccounts, .unknownAccountAliases, .unmatchedAccount:
        warning.accountForm ?? [:]
      case .unknownSendingLimits(let failure):
        [
          "case": "unknownSendingLimits",
          "failure": JSONForm<ServiceFailure>.serviceFailure.write(failure),
        ]
      case .unknownSuppressions(.failed(let failure)):
        [
          "case": "unknownSuppressions",
          "failure": JSONForm<ServiceFailure>.serviceFailure.write(failure),
        ]
      case .unknownSuppressions(.tooLong(let read)):
        ["case": "longSuppressionList", "read": .integer(read)]
      case .suppressedAdmin(let suppression):
        [
          "case": "suppressedAdmin",
          "suppression": JSONForm<Suppression>.suppression.write(suppression),
        ]
      case .outcomeNotRecorded(let fault, let user):
        [
          "case": "outcomeNotRecorded", "user": user.map(JSONForm<UserID>.userID.write),
          "failure": fault.failure.map(JSONForm<ServiceFailure>.serviceFailure.write),
        ]
      case .progress(let gap):
        ["case": "progress", "gap": JSONForm<ProgressGap>.progressGap.write(gap)]
      case .nobodyListed(let path): ["case": "nobodyListed", "path": .string(path)]
      case .nobodyChecked(let users):
        ["case": "nobodyChecked", "users": JSONForm<UserCounts>.userCounts.write(users)]
      case .unmatchedPattern(let pattern, let path):
        ["case": "unmatchedPattern", "pattern": .string(pattern), "path": .string(path)]
      case .unusedTag(let tag, let purpose, let owners):
        [
          "case": "unusedTag", "tag": .string(tag.description),
          "purpose": .string(purpose.rawValue), "owners": .integer(owners),
        ]
      case .uncountedUsers(let count, let all, let why):
        [
          "case": "uncountedUsers", "count": .integer(count), "all": .integer(all),
          "cause": cause.write(why),
        ]
      case .sendingSandbox: ["case": "sendingSandbox"]
      case .sendingPaused: ["case": "sendingPaused"]
      case .sendingEnforcement(let status):
        ["case": "sendingEnforcement", "status": .string(status)]
      case .sendingQuota(let left, let due):
        ["case": "sendingQuota", "left": .integer(left), "due": .integer(due)]
      }
    },
    read: { json throws(JSONFormError) in
      switch json.caseName {
      case "unknownAccount": .unknownAccount
      case "invalidAddress":
        .invalidAddress(
          try json.member("value", .string), tag: try json.member("tag", .text),
          of: try json.member("user", .userID))
      case "unknownUses":
        .unknownUses(
          try json.member("count", .integer), of: try json.member("all", .integer),
          try json.member("cause", .cause))
      case "unknownRootKeys": .unknownRootKeys(try json.member("cause", .cause))
      case "unknownAccountAlias": .unknownAccountAlias(try json.member("cause", .cause))
      case "unknownSendingLimits":
        .unknownSendingLimits(try json.member("failure", .serviceFailure))
      case "unknownSuppressions":
        .unknownSuppressions(.failed(try json.member("failure", .serviceFailure)))
      case "longSuppressionList":
        .unknownSuppressions(.tooLong(read: try json.member("read", .integer)))
      case "suppressedAdmin": .suppressedAdmin(try json.member("suppression", .suppression))
      case "outcomeNotRecorded":
        .outcomeNotRecorded(
          RecordFault(try json.member("failure", .optional(.serviceFailure))),
          of: try json.member("user", .optional(.userID)))
      case "progress": .progress(try json.member("gap", .progressGap))
      case "nobodyListed": .nobodyListed(path: try json.member("path", .string))
      case "nobodyChecked": .nobodyChecked(try json.member("users", .userCounts))
      case "unmatchedPattern":
        .unmatchedPattern(
          try json.member("pattern", .string), path: try json.member("path", .string))
      case "unusedTag":
        .unusedTag(
          try json.member("tag", .text), try json.member("purpose", .rawValue),
          owners: try json.member("owners", .integer))
      case "uncountedUsers":
        .uncountedUsers(
          try json.member("count", .integer), of: try json.member("all", .integer),
          try json.member("cause", .cause))
      case "sendingSandbox": .sendingSandbox
      case "sendingPaused": .sendingPaused
      case "sendingEnforcement": .sendingEnforcement(try json.member("status", .string))
      case "sendingQuota":
        .sendingQuota(
          left: try json.member("left", .integer), due: try json.member("due", .integer))
      default: try KeyReminder.Warning(account: json)
      }
    })
}

extension RecordFault {
  /// The ledger's failure; `nil` when the claim was gone.
  fileprivate var failure: ServiceFailure? {
    if case .service(let failure) = self { failure } else { nil }
  }

  fileprivate init(_ failure: ServiceFailure?) {
    self = failure.map(RecordFault.service) ?? .claimIsGone
  }
}
