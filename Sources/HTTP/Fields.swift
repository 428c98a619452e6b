// SPDX-License-Identifier: Apache-2.0

/// The header fields of a request or a response, in the order in which they are sent. Names are
/// compared without regard to case.
public struct Fields: Sendable, Equatable {
  /// One field.
  public struct Field: Sendable, Hashable {
    /// The name as it is sent.
    public let name: String
    /// The value, without white space around it (RFC 9110, section 5.5).
    public let value: String
  }

  /// Every field, repeated names included.
  public private(set) var all: [Field] = []

  /// Creates a header without fields.
  public init() {}

  /// Adds a field after the others.
  public mutating func append(_ name: String, _ value: String) {
    all.append(Field(name: name, value: trimmed(value)))
  }

  /// Adds a line to the last field's value, if there is a field (RFC 9112, section 5.2).
  public mutating func continueLast(with text: String) {
    guard let last = all.popLast() else { return }
    append(last.name, "\(last.value) \(text)")
  }

  /// The values of the fields called `name`, in their order.
  public func values(of name: String) -> [String] {
    all.filter { isSameName($0.name, name) }.map(\.value)
  }

  /// The value of the field called `name`; `nil` for none. Several fields of the same name are read
  /// as one, with commas between their values (RFC 9110, section 5.3). Setting a value replaces all
  /// of them.
  public subscript(name: String) -> String? {
    get {
      let values = values(of: name)
      return values.isEmpty ? nil : values.joined(separator: ", ")
    }
    set {
      all.removeAll { isSameName($0.name, name) }
      if let newValue { append(name, newValue) }
    }
  }
}

extension Fields: ExpressibleByDictionaryLiteral {
  /// Creates a header with fields in the order in which they are written.
  public init(dictionaryLiteral fields: (String, String)...) {
    for (name, value) in fields { append(name, value) }
  }
}

private func trimmed(_ value: String) -> String {
  let bytes = value.utf8
  // Usually there is nothing to trim, and nothing is copied.
  guard bytes.first.map(isSpace) == true || bytes.last.map(isSpace) == true else { return value }
  let rest = bytes.drop(while: isSpace)
  let end = rest.lastIndex { !isSpace($0) }.map(rest.index(after:))
  return String(Substring(rest[..<(end ?? rest.startIndex)]))
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}

/// Whether two names differ in the case of ASCII letters at most.
private func isSameName(_ one: String, _ other: String) -> Bool {
  one.utf8.count == other.utf8.count
    && zip(one.utf8, other.utf8).allSatisfy { lowercased($0) == lowercased($1) }
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
