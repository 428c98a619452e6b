// SPDX-License-Identifier: Apache-2.0
import AWSClient
import DynamoDB
import Identifiers
import KeyReminder
import UTC

// How the ledger's items are read. An item that is not as this program writes it makes its own
// recipient's record unreadable, and no other.
extension LedgerItem {
  /// - Throws: ``AWSError/malformedResponse(_:)`` for an item without a name, or one that came before.
  static func add(
    _ item: Attributes, to records: inout [LedgerID: LedgerRecord]
  ) throws(AWSError) {
    guard let name = item["id"]?.string else { throw .malformedResponse("an item has no id") }
    guard records.updateValue(record(of: item), forKey: LedgerID(name)) == nil else {
      throw .malformedResponse("an item came twice")
    }
  }

  /// What `item` says; an item that is missing says nothing.
  static func record(of item: Attributes?) -> LedgerRecord {
    guard let item else { return .unreadable(reason: "The item is missing.") }
    do throws(OddAttribute) {
      return .entry(try LedgerEntry(item))
    } catch {
      return .unreadable(reason: error.reason)
    }
  }
}

// The lines of runs.
extension LedgerItem {
  /// What the line of a run says.
  static func pastRun(_ item: Attributes) -> PastRun {
    let name = item["id"]?.string ?? "without a name"
    do throws(OddAttribute) {
      let moment = try item.value("at", \.moment)
      let counted = try item.value("counted", \.truth)
      return .run(at: moment, hasCounted: counted)
    } catch {
      return .unreadable(name: name, reason: error.reason)
    }
  }
}

/// An attribute that is missing, of another type, or without a meaning.
private struct OddAttribute: Error {
  let name: String

  var reason: String { "Its attribute \(name) is not as KeyReminder writes it." }
}

extension LedgerEntry {
  fileprivate init(_ item: Attributes) throws(OddAttribute) {
    self.init(
      state: try item.value("state") { $0.string.flatMap(State.init) },
      nonce: try item.value("nonce", \.string),
      claimedAt: try item.value("claimedAt", \.moment),
      nextAt: try item.value("nextAt", \.moment),
      sentAt: try item.optional("sentAt", \.moment),
      keys: try item.optional("keys", \.histories) ?? [:],
      round: try item.optional("round", \.positive))
  }
}

extension Attributes {
  fileprivate func value<Read>(
    _ name: String, _ read: (AttributeValue) -> Read?
  ) throws(OddAttribute) -> Read {
    guard let value = self[name].flatMap(read) else { throw OddAttribute(name: name) }
    return value
  }

  fileprivate func optional<Read>(
    _ name: String, _ read: (AttributeValue) -> Read?
  ) throws(OddAttribute) -> Read? {
    self[name] == nil ? nil : try value(name, read)
  }
}

extension AttributeValue {
  /// Seconds since 1970, up to the year 9999.
  fileprivate var moment: Timestamp? {
    guard let integer, (0...253_402_300_799).contains(integer) else { return nil }
    return Timestamp(secondsSince1970: integer)
  }

  fileprivate var positive: Int? { integer.flatMap { $0 > 0 ? $0 : nil } }

  /// 0 or 1.
  fileprivate var truth: Bool? {
    switch integer {
    case 0: false
    case 1: true
    default: nil
    }
  }

  fileprivate var histories: [LedgerKey: KeyHistory]? {
    guard let map else { return nil }
    var histories: [LedgerKey: KeyHistory] = [:]
    for (name, value) in map {
      guard let key = LedgerKey(name), let history = value.history else { return nil }
      histories[key] = history
    }
    return histories
  }

  private var history: KeyHistory? {
    guard let map, let times = map["times"]?.integer, times > 0,
      let first = map["first"]?.moment, let created = map["created"]?.moment
    else { return nil }
    guard let name = map["owner"] else {
      return KeyHistory(times: times, first: first, created: created)
    }
    guard let owner = name.string.flatMap(PrincipalID.init) else { return nil }
    return KeyHistory(times: times, first: first, created: created, owner: owner)
  }
}
