// SPDX-License-Identifier: Apache-2.0

// JSON: a value, read and written by libjansson, because correct JSON is harder than it looks.

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
  /// A string.
  case string(String)
  /// An array.
  case array([JSON])
  /// An object: members by their names.
  case object([String: JSON])
}

// The value as one type; `nil` when it has another.
extension JSON {
  /// The string.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The truth value.
  public var bool: Bool? { if case .bool(let truth) = self { truth } else { nil } }

  /// The whole number, also of `5.0`.
  public var integer: Int? {
    switch self {
    case .integer(let number): number
    case .number(let number): Int(exactly: number)
    default: nil
    }
  }

  /// The number.
  public var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  /// The array's elements.
  public var array: [JSON]? { if case .array(let elements) = self { elements } else { nil } }

  /// The object's members.
  public var object: [String: JSON]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The object's member called `name`; `nil` when there is none.
  public subscript(name: String) -> JSON? { object?[name] }
}

// Values as Swift literals.
extension JSON: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByArrayLiteral
{
  /// A string.
  public init(stringLiteral text: String) { self = .string(text) }

  /// An array.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }

  /// An object. A member whose value is `nil` is left out.
  public init(dictionaryLiteral members: (String, JSON?)...) {
    var object: [String: JSON] = [:]
    for (name, value) in members { object[name] = value }
    self = .object(object)
  }
}
