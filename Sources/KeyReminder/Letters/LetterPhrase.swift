// SPDX-License-Identifier: Apache-2.0
import UTC

/// A sentence or two with emphasis, neither text nor HTML yet.
///
///     let lead: Phrase = "Your user \(strong: name) has \(count) keys."
///
/// What is interpolated becomes one line of visible characters: a value from outside can neither
/// begin a new line in the plain text nor turn the reading direction of what follows it.
struct Phrase: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// Text of one look.
  enum Run: Sendable, Equatable {
    case plain(String)
    case strong(String)
    /// An identifier, to be read or copied character by character.
    case code(String)
    /// What must not be broken between two lines, though a hyphen would allow it.
    case whole(String)
    case address(EmailAddress)
    /// A web page.
    case link(String, address: String)

    var text: String {
      switch self {
      case .plain(let text), .strong(let text), .code(let text), .whole(let text): text
      case .address(let address): address.value
      case .link(let title, _): title
      }
    }
  }

  let runs: [Run]

  init(stringLiteral literal: StaticString) {
    runs = [.plain(literal.description)]
  }

  init(stringInterpolation: StringInterpolation) {
    runs = stringInterpolation.runs
  }

  /// The words without their looks.
  var text: String {
    if runs.count == 1, let run = runs.first { return run.text }
    var text = ""
    for run in runs { text += run.text }
    return text
  }

  /// Phrases one behind the other, with a space or what else is said between them.
  static func joined(_ phrases: [Phrase], by separator: Phrase = " ") -> Phrase {
    phrases.dropFirst().reduce(phrases.first ?? "") { "\($0)\(separator)\($1)" }
  }

  /// Collects the runs of one literal.
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var runs: [Run] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      runs.reserveCapacity(2 * interpolationCount + 1)
    }

    mutating func appendLiteral(_ literal: StaticString) {
      if literal.utf8CodeUnitCount > 0 { runs.append(.plain(literal.description)) }
    }

    mutating func appendInterpolation(_ text: String) { runs.append(.plain(oneLine(text))) }

    mutating func appendInterpolation(_ number: Int) { runs.append(.plain(number.description)) }

    mutating func appendInterpolation(strong text: String) { runs.append(.strong(oneLine(text))) }

    mutating func appendInterpolation(code text: String) { runs.append(.code(oneLine(text))) }

    mutating func appendInterpolation(whole text: String) { runs.append(.whole(oneLine(text))) }

    mutating func appendInterpolation(_ day: Day) { runs.append(.whole(day.description)) }

    mutating func appendInterpolation(_ address: EmailAddress) { runs.append(.address(address)) }

    mutating func appendInterpolation(_ phrase: Phrase) { runs += phrase.runs }

    mutating func appendInterpolation(link title: String, to address: String) {
      runs.append(.link(oneLine(title), address: oneLine(address)))
    }
  }
}

/// `text` with every control character and line separator as a space, and without the marks that
/// change the direction of writing.
func oneLine(_ text: String) -> String {
  if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
  var line = ""
  for scalar in text.unicodeScalars where !scalar.properties.isBidiControl {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: line += " "
    default: line.unicodeScalars.append(scalar)
    }
  }
  return line
}

/// `text`, cut when it has more than so many characters.
func brief(_ text: String, to length: Int) -> String {
  text.count > length ? text.prefix(length - 1) + "…" : text
}

/// `1 day`, `2 days`.
func days(_ count: Int) -> String { counted(count, "day") }

/// `1 key`, `2 keys`, `0 keys`.
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
