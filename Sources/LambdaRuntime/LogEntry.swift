// SPDX-License-Identifier: Apache-2.0
import JSON
import Logging
import UTC

/// One log line before it is written.
struct LogEntry {
  let time: Timestamp
  let level: String
  private(set) var message: String
  private(set) var fields: Logger.Metadata

  init(time: Timestamp, level: String, message: String, fields: Logger.Metadata) {
    (self.time, self.level, self.message, self.fields) = (time, level, message, fields)
  }

  /// The entry with `change` made to the message and to every text in the fields.
  func changed(by change: (String) -> String) -> LogEntry {
    var entry = self
    entry.message = change(message)
    entry.fields = fields.mapValues { $0.changed(by: change) }
    return entry
  }

  /// The entry as one JSON object.
  var json: String {
    var members = fields.mapValues(\.json)
    // Set last, so that they replace fields of the same names.
    members["timestamp"] = .string(time.description)
    members["level"] = .string(level)
    members["message"] = .string(message)
    return JSON.object(members).text
  }

  /// The entry as text: time, level, message, then the fields.
  var text: String {
    let words = fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(word($0.value.description))" }
    return ([time.description, level, escaped(message)] + words).joined(separator: " ")
  }
}

extension Logger.MetadataValue {
  fileprivate func changed(by change: (String) -> String) -> Logger.MetadataValue {
    switch self {
    case .string(let text): .string(change(text))
    case .array(let values): .array(values.map { $0.changed(by: change) })
    case .dictionary(let fields): .dictionary(fields.mapValues { $0.changed(by: change) })
    case .stringConvertible(let value) where value is Int || value is Bool: self
    case .stringConvertible(let value): .string(change(value.description))
    }
  }

  /// Whole numbers, truth values, lists and dictionaries keep their kind. Everything else becomes a
  /// string.
  fileprivate var json: JSON {
    switch self {
    case .stringConvertible(let number as Int): .integer(number)
    case .stringConvertible(let truth as Bool): .bool(truth)
    case .array(let values): .array(values.map(\.json))
    case .dictionary(let fields): .object(fields.mapValues(\.json))
    case .string, .stringConvertible: .string(description)
    }
  }
}

/// `text` as one word: in quotes when it is empty or contains a space, a quote or an invisible
/// character.
private func word(_ text: String) -> String {
  let isWord = text.unicodeScalars.allSatisfy { $0 != " " && $0 != "\"" && !isInvisible($0) }
  return isWord && !text.isEmpty ? text : "\"" + escaped(text, quoted: true) + "\""
}

/// `text` on one line. Invisible characters are escaped as in Swift, `\n` or `\u{85}`; within
/// quotes, quotes and backslashes too.
private func escaped(_ text: String, quoted: Bool = false) -> String {
  var line = ""
  for scalar in text.unicodeScalars {
    let isSpecial = isInvisible(scalar) || quoted && (scalar == "\"" || scalar == "\\")
    line += isSpecial ? scalar.escaped(asASCII: true) : String(scalar)
  }
  return line
}

/// Whether a character would break the line, control a terminal or change the writing direction.
private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .lineSeparator, .paragraphSeparator: true
  default: scalar.properties.isBidiControl
  }
}
