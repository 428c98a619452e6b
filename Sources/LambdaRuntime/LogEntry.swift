// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials
internal import Logging

/// One line of the log before it is written.
struct LogEntry {
  let time: Date
  let level: String
  let message: String
  let fields: Logger.Metadata

  /// The entry as one JSON object.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings, whole numbers and truth values always encode.
    guard let data = try? encoder.encode(self) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  /// The entry for people: time, level, message, then the fields.
  var text: String {
    let words = fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(word($0.value.description))" }
    return ([timestamp, level, escaped(message)] + words).joined(separator: " ")
  }

  private var timestamp: String {
    Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(time)
  }
}

extension LogEntry: Encodable {
  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: FieldName.self)
    for (name, value) in fields {
      try object.encode(FieldValue(value: value), forKey: FieldName(name))
    }
    // Last: a field of the same name gives way.
    try object.encode(timestamp, forKey: FieldName("timestamp"))
    try object.encode(level, forKey: FieldName("level"))
    try object.encode(message, forKey: FieldName("message"))
  }

  private struct FieldName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// Whole numbers and truth values stay what they are in JSON, lists and groups too; everything else
/// is a string.
private struct FieldValue: Encodable {
  let value: Logger.MetadataValue

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch value {
    case .stringConvertible(let number as Int): try container.encode(number)
    case .stringConvertible(let truth as Bool): try container.encode(truth)
    case .array(let values): try container.encode(values.map(FieldValue.init))
    case .dictionary(let fields): try container.encode(fields.mapValues(FieldValue.init))
    case .string, .stringConvertible: try container.encode(value.description)
    }
  }
}

/// `text` as one word: in quotes when it is empty or holds a space, a quote or what is invisible.
private func word(_ text: String) -> String {
  let isWord = text.unicodeScalars.allSatisfy { $0 != " " && $0 != "\"" && !isInvisible($0) }
  return isWord && !text.isEmpty ? text : "\"" + escaped(text, quoted: true) + "\""
}

/// `text` on one line: what is invisible is escaped as Swift writes it, `\n` or `\u{85}`; within quotes
/// these and the backslash too.
private func escaped(_ text: String, quoted: Bool = false) -> String {
  var line = ""
  for scalar in text.unicodeScalars {
    let isSpecial = isInvisible(scalar) || quoted && (scalar == "\"" || scalar == "\\")
    line += isSpecial ? scalar.escaped(asASCII: true) : String(scalar)
  }
  return line
}

/// Whether a character would break the line, act on a terminal or turn the reading direction.
private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .lineSeparator, .paragraphSeparator: true
  default: scalar.properties.isBidiControl
  }
}
