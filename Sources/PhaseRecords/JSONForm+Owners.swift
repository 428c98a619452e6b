// SPDX-License-Identifier: Apache-2.0
import Identifiers
import JSON
public import KeyReminder
import UTC

// What was looked up and what was decided about the owners.

extension JSONForm<KeyUse> {
  static let keyUse = JSONForm(
    write: { use in
      switch use {
      case .unknown: ["case": "unknown"]
      case .never: ["case": "never"]
      case .at(let moment, let service, let region):
        [
          "case": "at", "moment": JSONForm<Timestamp>.timestamp.write(moment),
          "service": service.map(JSON.string), "region": region.map(JSON.string),
        ]
      }
    },
    read: { json throws(JSONFormError) in
      switch json.caseName {
      case "unknown": .unknown
      case "never": .never
      case "at":
        .at(
          try json.member("moment", .timestamp),
          service: try json.member("service", .optional(.string)),
          region: try json.member("region", .optional(.string)))
      default: throw JSONFormError("not a last use")
      }
    })
}

extension JSONForm {
  static func lookup<Content>(
    _ content: JSONForm<Content>
  ) -> JSONForm where Value == Lookup<Content> {
    JSONForm(
      write: { lookup in
        switch lookup {
        case .notNeeded: ["case": "notNeeded"]
        case .read(let value): ["case": "read", "value": content.write(value)]
        case .failed(let error):
          ["case": "failed", "error": JSONForm<DirectoryError>.directoryError.write(error)]
        }
      },
      read: { json throws(JSONFormError) in
        switch json.caseName {
        case "notNeeded": .notNeeded
        case "read": .read(try json.member("value", content))
        case "failed": .failed(try json.member("error", .directoryError))
        default: throw JSONFormError("not a lookup")
        }
      })
  }
}

extension JSONForm<AddressSource> {
  static let addressSource = JSONForm(
    write: { source in
      switch source {
      case .tag(let key): ["case": "tag", "key": .string(key.description)]
      case .userName: ["case": "userName"]
      case .domain(let domain): ["case": "domain", "domain": .string(domain)]
      }
    },
    read: { json throws(JSONFormError) in
      switch json.caseName {
      case "tag": .tag(try json.member("key", .text))
      case "userName": .userName
      case "domain": .domain(try json.member("domain", .string))
      default: throw JSONFormError("not a source of an address")
      }
    })
}

extension JSONForm<OwnerFacts> {
  /// The form of what was looked up about an owner.
  public static let ownerFacts = object(
    Member("owner", { $0.owner }, .staleOwner),
    Member("tags", { $0.tags }, .lookup(.list(.userTag))),
    Member("uses", { $0.uses }, .dictionary(.text, .lookup(.keyUse))),
    Member("keysNow", { $0.keysNow }, .lookup(.list(.accessKey)))
  ) { OwnerFacts(owner: $0, tags: $1, uses: $2, keysNow: $3) }
}

extension JSONForm<ResolvedKey> {
  static let resolvedKey = object(
    Member("key", { $0.key }, .staleKey),
    Member("description", { $0.description }, .optional(.string)),
    Member("use", { $0.use }, .keyUse),
    Member("advice", { $0.advice }, .rawValue)
  ) { ResolvedKey(key: $0, description: $1, use: $2, advice: $3) }
}

extension JSONForm<ResolvedOwner> {
  static let resolvedOwner = object(
    Member("index", { $0.index }, .integer),
    Member("user", { $0.user }, .userID),
    Member("isConsoleUser", { $0.isConsoleUser }, .bool),
    Member("keys", { $0.keys }, .list(.resolvedKey)),
    Member("otherKeys", { $0.otherKeys }, .list(.otherKey))
  ) { ResolvedOwner(index: $0, user: $1, isConsoleUser: $2, keys: $3, otherKeys: $4) }
}

extension JSONForm<ReachableOwner> {
  static let reachableOwner = object(
    Member("owner", { $0.owner }, .resolvedOwner),
    Member("address", { $0.address }, .text),
    Member("source", { $0.source }, .addressSource)
  ) { ReachableOwner(owner: $0, address: $1, source: $2) }
}

extension JSONForm<UnreachableOwner> {
  static let unreachableOwner = object(
    Member("owner", { $0.owner }, .resolvedOwner),
    Member("reason", { $0.reason }, .unreachableReason)
  ) { UnreachableOwner(owner: $0, reason: $1) }
}

extension JSONForm<UnreadOwner> {
  static let unreadOwner = object(
    Member("owner", { $0.owner }, .resolvedOwner),
    Member("failure", { $0.failure }, .deliveryFailure)
  ) { UnreadOwner(owner: $0, failure: $1) }
}

extension JSONForm<ExemptUser> {
  static let exemptUser = object(
    Member("user", { $0.user }, .userID),
    Member("until", { $0.until }, .optional(.day))
  ) { ExemptUser(user: $0, until: $1) }
}

extension JSONForm<InvalidExemption> {
  static let invalidExemption = object(
    Member("user", { $0.user }, .userID),
    Member("value", { $0.value }, .string)
  ) { InvalidExemption(user: $0, value: $1) }
}

extension JSONForm<ResolvedOwners> {
  /// The form of what is decided about the owners.
  public static let resolvedOwners = object(
    Member("reachable", { $0.reachable }, .list(.reachableOwner)),
    Member("unreachable", { $0.unreachable }, .list(.unreachableOwner)),
    Member("unread", { $0.unread }, .list(.unreadOwner)),
    Member("skipped", { $0.skipped }, .list(.rawValue)),
    Member("exemptions", { $0.exemptions }, .list(.exemptUser)),
    Member("invalidExemptions", { $0.invalidExemptions }, .list(.invalidExemption)),
    Member("warnings", { $0.warnings }, .list(.warning)),
    Member("survey", { $0.survey }, .ownerSurvey)
  ) {
    ResolvedOwners(
      reachable: $0, unreachable: $1, unread: $2, skipped: $3, exemptions: $4,
      invalidExemptions: $5, warnings: $6, survey: $7)
  }
}
