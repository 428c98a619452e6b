// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
public import UTC

/// Any JSON value, read by Foundation, so that our own reader and writer do not judge themselves.
public enum DecodedJSON: Decodable, Sendable, Equatable {
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([DecodedJSON])
  case object([String: DecodedJSON])

  /// Decodes any value but `null`.
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let truth = try? value.decode(Bool.self) {
      self = .bool(truth)
    } else if let number = try? value.decode(Int.self) {
      self = .integer(number)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let elements = try? value.decode([DecodedJSON].self) {
      self = .array(elements)
    } else {
      self = .object(try value.decode([String: DecodedJSON].self))
    }
  }

  /// Reads a text.
  public init(_ text: some Sequence<UInt8>) throws {
    self = try JSONDecoder().decode(DecodedJSON.self, from: Data(text))
  }

  /// The member called `name`; `nil` if there is none.
  public subscript(name: String) -> DecodedJSON? { object?[name] }

  /// The truth value.
  public var bool: Bool? { if case .bool(let truth) = self { truth } else { nil } }
  /// The string.
  public var string: String? { if case .string(let text) = self { text } else { nil } }
  /// The array's elements.
  public var array: [DecodedJSON]? { if case .array(let elements) = self { elements } else { nil } }
  /// The object's members.
  public var object: [String: DecodedJSON]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The number, whole or not.
  public var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  /// The moment, as the scripts in the folders `Oracle` write one: `{"ms": 1380898882000}`.
  public var date: Timestamp? {
    if case .integer(let milliseconds)? = self["ms"] {
      Timestamp(millisecondsSince1970: milliseconds)
    } else {
      nil
    }
  }
}
