// SPDX-License-Identifier: Apache-2.0
import JSON

/// An event of EventBridge: of a rule, of an archive's replay, or of Scheduler.
///
/// It asks for a run as configured. Anything that EventBridge does not write is refused: somebody
/// may have put a setting into a copied event, and a run that ignored it would mail everybody.
enum EventBridgeEvent {
  /// All top-level members of its events; `replay-name` comes with an archive's replay.
  /// https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
  private static let members: Set = [
    "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail",
    "replay-name",
  ]

  /// Whether `values` are the members of such an event.
  static func isOne(_ values: [String: JSON]) -> Bool {
    values["detail-type"] != nil || values["source"] == "aws.events"
      || values["source"] == "aws.scheduler"
  }

  /// - Throws: ``EventError`` that names what EventBridge did not write.
  static func check(_ values: [String: JSON]) throws(EventError) {
    if let key = values.keys.sorted().first(where: { !members.contains($0) }) {
      throw EventError("The event has the key \"\(key.prefix(100))\" beside those of EventBridge.")
    }
    switch values["detail"] {
    // Scheduler writes the empty detail of its events as a string.
    case nil, .object, "{}": break
    case .some(let detail):
      throw EventError("The event's \"detail\" is \(detail.shown); EventBridge's is an object.")
    }
    if let key = JSON.object(values).keyOfASetting {
      throw EventError("The event of EventBridge has the key \"\(key.prefix(100))\" in it.")
    }
  }

  fileprivate static func isKeyOfASetting(_ key: String) -> Bool { settings.contains(plain(key)) }

  private static let settings = Set(Event.keys.map(plain))

  /// The letters and digits of a key, in lower case, so that `dry_run` and `DRYRUN` are found too.
  private static func plain(_ key: String) -> [UInt8] {
    key.lowercased().utf8.filter { (97...122).contains($0) || (48...57).contains($0) }
  }
}

extension JSON {
  /// The first key at any depth that is a setting's, in any spelling; `nil` if there is none.
  fileprivate var keyOfASetting: String? {
    switch self {
    case .object(let members):
      for (key, value) in members.sorted(by: { $0.key < $1.key }) {
        if EventBridgeEvent.isKeyOfASetting(key) { return key }
        if let found = value.keyOfASetting { return found }
      }
    case .array(let elements):
      for element in elements {
        if let found = element.keyOfASetting { return found }
      }
    case .null, .bool, .integer, .number, .string: break
    }
    return nil
  }
}
