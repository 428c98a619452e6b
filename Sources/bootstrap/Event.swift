// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import KeyReminder

/// What an event asks for: a run as configured, or with other settings this once.
///
/// Strict on purpose. An event that is not understood to the last key lists nobody and mails nobody:
/// a typing error must never mail a whole company.
struct Event: Equatable {
  var dryRun: Bool?
  var alertAfterDays: Int?
  var pathPrefix: String?
  var audience: Policy.Audience?

  static let keys = ["dryRun", "alertAfterDays", "pathPrefix", "users"]

  /// Reads an event's JSON; no payload is an event without settings.
  ///
  /// - Throws: ``EventError`` that names the key and what is allowed.
  init(_ payload: [UInt8]) throws(EventError) {
    guard !payload.allSatisfy({ [9, 10, 13, 32].contains($0) }) else { return }
    let values = try Self.values(payload)
    if Self.isScheduled(values) {
      try Self.refuseSettings(in: values)
      if case .object(let detail)? = values["detail"] { try Self.refuseSettings(in: detail) }
      return
    }
    for (key, value) in values.sorted(by: { $0.key < $1.key }) {
      try set(key, value)
    }
  }

  private mutating func set(_ key: String, _ value: EventValue) throws(EventError) {
    switch key {
    case "dryRun": dryRun = try value.bool(key)
    case "alertAfterDays": alertAfterDays = try value.read(key, as: .alertAfterDays)
    case "pathPrefix": pathPrefix = try value.read(key, as: .pathPrefix)
    case "users": audience = try value.read(key, as: .audience)
    default:
      throw EventError("The event has an unknown key \"\(key.prefix(100))\".")
    }
  }

  private static func values(_ payload: [UInt8]) throws(EventError) -> [String: EventValue] {
    let decoded = try? JSONDecoder().decode([String: EventValue].self, from: Data(payload))
    guard let values = decoded else { throw EventError("The event is no JSON object.") }
    // A decoder keeps one of two members of the same name: nobody knows which of them was meant.
    guard memberCount(payload) == values.count else {
      throw EventError("The event has a key twice.")
    }
    return values
  }

  /// How many members the object has that is `json`, each counted that has the name of another.
  private static func memberCount(_ json: [UInt8]) -> Int {
    var (count, depth) = (0, 0)
    var (isText, isEscaped) = (false, false)
    for byte in json {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "\""): isText.toggle()
      case _ where isText: break
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ":") where depth == 1: count += 1
      default: break
      }
    }
    return count
  }

  /// Whether EventBridge made the event: a rule, or Scheduler.
  private static func isScheduled(_ values: [String: EventValue]) -> Bool {
    values["detail-type"] != nil || values["source"] == .string("aws.events")
      || values["source"] == .string("aws.scheduler")
  }

  /// Whoever puts a setting into a copied EventBridge event means it; ignoring it would mail.
  private static func refuseSettings(in values: [String: EventValue]) throws(EventError) {
    let names = Set(keys.map { $0.lowercased() })
    guard let key = values.keys.sorted().first(where: { names.contains($0.lowercased()) }) else {
      return
    }
    throw EventError("The event has the key \"\(key)\" beside those of EventBridge.")
  }
}

/// Why an event is not carried out.
struct EventError: Error, Equatable {
  let message: String

  init(_ problem: String) {
    message =
      "\(problem) Nothing was listed and nobody was mailed. Send {} for a run as configured, or an"
      + " object with any of these keys and no other: \(Event.keys.joined(separator: ", "))."
  }
}

/// A value of the event, as far as it matters.
enum EventValue: Equatable, Decodable {
  case bool(Bool)
  case int(Int)
  case string(String)
  case object([String: EventValue])
  case other

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .int(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([String: EventValue].self) {
      self = .object(value)
    } else {
      self = .other
    }
  }

  func bool(_ key: String) throws(EventError) -> Bool {
    guard case .bool(let value) = self else { throw wrong(key, "true or false, without quotes") }
    return value
  }

  func read(_ key: String, as format: Format<Int>) throws(EventError) -> Int {
    guard case .int(let number) = self, let value = format.read("\(number)") else {
      throw wrong(key, format.allowed + ", without quotes")
    }
    return value
  }

  func read<Value>(_ key: String, as format: Format<Value>) throws(EventError) -> Value {
    guard case .string(let text) = self, let value = format.read(text) else {
      throw wrong(key, format.allowed + ", in quotes")
    }
    return value
  }

  private func wrong(_ key: String, _ allowed: String) -> EventError {
    EventError("The event's \"\(key)\" is \(shown); it must be \(allowed).")
  }

  private var shown: String {
    switch self {
    case .bool(let value): "\(value)"
    case .int(let value): "\(value)"
    case .string(let value): "\"\(value.prefix(100))\""
    case .object, .other: "of another kind"
    }
  }
}
