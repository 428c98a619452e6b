// SPDX-License-Identifier: Apache-2.0
import Identifiers
import JSON

/// What an event asks for: a run as configured, or one with other settings.
///
/// The reader is strict on purpose: a typing error must never mail a whole company. If any key is
/// not understood, nobody is listed and nobody is mailed.
struct Event: Equatable {
  var dryRun: Bool?
  var alertAfterDays: Int?
  var pathPrefix: String?
  var audience: AudienceName?
  /// The accounts of this run; at least one, each once.
  var accounts: [AccountID]?
  /// The schedule's time, in a text of EventBridge; `nil` in a run by hand.
  private(set) var scheduledTime: String?

  static let keys = ["dryRun", "alertAfterDays", "pathPrefix", "users", "accounts"]

  /// Reads an event's JSON. An empty payload is an event without settings.
  ///
  /// - Throws: ``EventError`` that names the key and what is allowed.
  init(_ payload: [UInt8]) throws(EventError) {
    guard !payload.allSatisfy({ [9, 10, 13, 32].contains($0) }) else { return }
    let values = try Self.values(payload)
    if EventBridgeEvent.isOne(values) {
      try EventBridgeEvent.check(values)
      scheduledTime = values["time"]?.string.flatMap { $0.isDateAndTime ? $0 : nil }
      return
    }
    for (key, value) in values.sorted(by: { $0.key < $1.key }) {
      try set(key, value)
    }
  }

  private mutating func set(_ key: String, _ value: JSON) throws(EventError) {
    switch key {
    case "dryRun": dryRun = try value.truth(key)
    case "alertAfterDays": alertAfterDays = try value.read(key, as: .alertAfterDays)
    case "pathPrefix": pathPrefix = try value.read(key, as: .pathPrefix)
    case "users": audience = try value.read(key, as: .audience)
    case "accounts": accounts = try value.accounts(key)
    default:
      throw EventError("The event has an unknown key \"\(key.prefix(100))\".")
    }
  }

  private static func values(_ payload: [UInt8]) throws(EventError) -> [String: JSON] {
    let event: JSON
    do throws(JSON.ParseError) {
      event = try JSON(parsing: payload)
    } catch {
      throw error == .duplicateName ? .twice : .notAnObject
    }
    guard let values = event.object else { throw .notAnObject }
    return values
  }
}

/// Why an event is refused.
struct EventError: Error, Equatable {
  let message: String

  init(_ problem: String) {
    message =
      "\(problem) Nothing was listed and nobody was mailed. Send {} for a run as configured, or an"
      + " object with any of these keys and no other: \(Event.keys.joined(separator: ", "))."
  }

  fileprivate static let notAnObject = EventError("The event is not a JSON object.")
  fileprivate static let twice = EventError("The event has a key twice.")
}

extension String {
  /// Whether the text has nothing but what a date and a time are written with. A scheduler that does not
  /// know AWS's placeholder passes it on as it is.
  fileprivate var isDateAndTime: Bool {
    (1...64).contains(utf8.count) && allSatisfy { "0123456789-:.+TZ".contains($0) }
  }
}

// A value of the event.
extension JSON {
  fileprivate func truth(_ key: String) throws(EventError) -> Bool {
    guard let value = bool else { throw wrong(key, "true or false, without quotes") }
    return value
  }

  fileprivate func read(_ key: String, as format: Format<Int>) throws(EventError) -> Int {
    guard let number = integer, let value = format.read("\(number)") else {
      throw wrong(key, format.allowed + ", without quotes")
    }
    return value
  }

  fileprivate func read<Value>(_ key: String, as format: Format<Value>) throws(EventError) -> Value
  {
    guard let text = string, let value = format.read(text) else {
      throw wrong(key, format.allowed + ", in quotes")
    }
    return value
  }

  fileprivate func accounts(_ key: String) throws(EventError) -> [AccountID] {
    let ids = array?.map { $0.string.flatMap { AccountID($0) } } ?? []
    let accounts = ids.compactMap(\.self)
    guard !ids.isEmpty, accounts.count == ids.count else {
      throw wrong(key, "an array of ids of accounts, twelve digits each, in quotes")
    }
    return accounts.eachOnce
  }

  private func wrong(_ key: String, _ allowed: String) -> EventError {
    EventError("The event's \"\(key)\" is \(shown); it must be \(allowed).")
  }

  /// The value as a message shows it.
  var shown: String {
    switch self {
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): "\"\(value.prefix(100))\""
    case .null, .array, .object: "of another kind"
    }
  }
}
