// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials
internal import Logging

/// One line of the log before it is written.
struct LogEntry {
  let time: Date
  let level: String
  let message: String
  let fields: [(name: String, value: Logger.MetadataValue)]

  /// The entry as one JSON object, the fields everyone looks for first.
  var json: String {
    let head = [("timestamp", timestamp), ("level", level), ("message", message)]
    let pairs = head.map { Self.quoted($0.0) + ":" + Self.quoted($0.1) }
    let rest = fields.map { Self.quoted($0.name) + ":" + Self.encoded($0.value) }
    return "{" + (pairs + rest).joined(separator: ",") + "}"
  }

  /// The entry for people: time, level, message, then the fields.
  var text: String {
    let rest = fields.map { " \($0.name)=\(Self.word($0.value.description))" }.joined()
    return "\(timestamp) \(level) \(Self.singleLine(message))\(rest)"
  }

  private var timestamp: String {
    Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(time)
  }

  /// Whole numbers and truth values stay what they are; everything else is a string.
  private static func encoded(_ value: Logger.MetadataValue) -> String {
    if case .stringConvertible(let number as Int) = value { return "\(number)" }
    if case .stringConvertible(let truth as Bool) = value { return "\(truth)" }
    return quoted(value.description)
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    // A string always encodes.
    guard let data = try? encoder.encode(text) else { return "\"\"" }
    return String(decoding: data, as: UTF8.self)
  }

  private static func word(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.utf8.allSatisfy { $0 > 32 && $0 != 34 && $0 != 127 }
    return isPlain ? text : quoted(text)
  }

  private static func singleLine(_ text: String) -> String {
    text.unicodeScalars.contains { $0.value < 32 } ? quoted(text) : text
  }
}
