// SPDX-License-Identifier: Apache-2.0

// JSON: a value, read and written by libjansson. Both are easy to do and hard to do right.

/// A JSON value ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)).
public enum JSON: Sendable, Equatable {
  /// `null`
  case null
  /// `true`, `false`
  case bool(Bool)
  /// A number without a fraction or an exponent.
  case integer(Int)
  /// Any other number.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSON])
  /// Members by their names.
  case object([String: JSON])
}

// What a value is; `nil` when it is something else.
extension JSON {
  /// A text.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// A truth value.
  public var bool: Bool? { if case .bool(let truth) = self { truth } else { nil } }

  /// A whole number, `5.0` too.
  public var integer: Int? {
    switch self {
    case .integer(let number): number
    case .number(let number): Int(exactly: number)
    default: nil
    }
  }

  /// A number.
  public var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  /// A list's elements.
  public var array: [JSON]? { if case .array(let elements) = self { elements } else { nil } }

  /// An object's members.
  public var object: [String: JSON]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// An object's member; `nil` for none.
  public subscript(name: String) -> JSON? { object?[name] }
}

// Values as they are written in Swift.
extension JSON: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByArrayLiteral
{
  /// A text.
  public init(stringLiteral text: String) { self = .string(text) }

  /// A list.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }

  /// An object; a member without a value is left out.
  public init(dictionaryLiteral members: (String, JSON?)...) {
    var object: [String: JSON] = [:]
    for (name, value) in members { object[name] = value }
    self = .object(object)
  }
}
