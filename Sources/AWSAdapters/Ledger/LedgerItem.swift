// SPDX-License-Identifier: Apache-2.0
import AWSClient
import DynamoDB
import Identifiers
import KeyReminder
import UTC

/// How the ledger's items are asked for and written. Moments are seconds since 1970: the table's
/// time-to-live wants them so. `scope`, `state` and `keys` are reserved words, which need aliases;
/// `round` may become one.
enum LedgerItem {
  /// What the names of items about recipients begin with.
  static let person = "P#"
  /// What the names of items about other mails begin with.
  static let mail = "M#"

  /// What the names of the lines of runs begin with.
  static let run = "RUN#"

  /// Everything about recipients, as the last writes left it.
  static func query(of table: LedgerTable) -> Query {
    Query(
      table: table.name, condition: "#scope = :scope AND begins_with(id, :person)",
      names: ["#scope": "scope"],
      values: [":scope": .string(table.scope), ":person": .string(person)], pageSize: 1000)
  }

  /// The lines of runs, the newest first.
  static func pastRuns(of table: LedgerTable, atMost limit: Int) -> Query {
    Query(
      table: table.name, condition: "#scope = :scope AND begins_with(id, :run)",
      names: ["#scope": "scope"],
      values: [":scope": .string(table.scope), ":run": .string(run)], pageSize: limit,
      isBackwards: true)
  }

  /// The write of a claim, which is refused while another one holds.
  static func claim(_ claim: Claim, in table: LedgerTable) -> UpdateItem {
    var values: Attributes = [
      ":claimed": .state(.claimed), ":failed": .state(.failed),
      ":nonce": .string(claim.nonce.description), ":now": .seconds(claim.madeAt),
      ":next": .seconds(claim.nextAt), ":expires": .seconds(claim.expiresAt),
    ]
    values[":latest"] = claim.latestOther.map(AttributeValue.seconds)
    return UpdateItem(
      table: table.name, key: key(claim.id, table),
      update: "SET #state = :claimed, nonce = :nonce, claimedAt = :now, nextAt = :next,"
        + " expiresAt = :expires",
      condition: "attribute_not_exists(id) OR nextAt <= :now OR #state = :failed"
        + (claim.startsAnew ? " OR claimedAt <= :latest" : ""),
      names: ["#state": "state"], values: values)
  }

  /// The write of an outcome, which is refused when the claim is not there any more.
  static func outcome(
    _ outcome: ReminderOutcome, of claim: Claim, in table: LedgerTable
  ) -> UpdateItem {
    var update = "SET #state = :outcome"
    var names = ["#state": "state"]
    var values: Attributes = [
      ":outcome": .state(outcome.state), ":claimed": .state(.claimed),
      ":nonce": .string(claim.nonce.description),
    ]
    if case .sent(let messageID, let keys, let easing) = outcome {
      update += ", sentAt = claimedAt, #keys = :keys"
      names["#keys"] = "keys"
      values[":keys"] = .histories(keys)
      if let easing {
        update += ", nextAt = :next, #round = :round"
        names["#round"] = "round"
        values[":next"] = .seconds(easing.nextAt)
        values[":round"] = .integer(easing.round)
      }
      update += messageID == nil ? " REMOVE messageId" : ", messageId = :message"
      values[":message"] = messageID.map(AttributeValue.string)
    }
    return UpdateItem(
      table: table.name, key: key(claim.id, table), update: update,
      condition: "nonce = :nonce AND #state = :claimed", names: names, values: values)
  }

  static func key(_ id: LedgerID, _ table: LedgerTable) -> Attributes {
    ["scope": .string(table.scope), "id": .string(id.description)]
  }
}

extension AttributeValue {
  static func state(_ state: LedgerEntry.State) -> AttributeValue {
    .string(state.rawValue)
  }

  static func seconds(_ moment: Timestamp) -> AttributeValue {
    .integer(moment.secondsSince1970)
  }

  static func histories(_ keys: [LedgerKey: KeyHistory]) -> AttributeValue {
    .map(
      Dictionary(uniqueKeysWithValues: keys.map { ($0.description, .history($1)) }))
  }

  private static func history(_ history: KeyHistory) -> AttributeValue {
    var members: Attributes = [
      "times": .integer(history.times), "first": .seconds(history.first),
      "created": .seconds(history.created),
    ]
    members["owner"] = history.owner.map { .string($0.description) }
    return .map(members)
  }
}

extension Timestamp {
  fileprivate var secondsSince1970: Int { millisecondsSince1970 / 1000 }
}
