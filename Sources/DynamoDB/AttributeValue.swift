// SPDX-License-Identifier: Apache-2.0
import AWSClient
import JSON

/// An item, or a part of one: its attributes by their names.
public typealias Attributes = [String: AttributeValue]

/// The value of an attribute
/// ([AttributeValue](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html)).
public enum AttributeValue: Sendable, Equatable {
  /// A text.
  case string(String)
  /// A number as DynamoDB writes it: up to 38 digits, which no type of Swift holds.
  case number(String)
  /// Attributes by their names.
  case map(Attributes)
  /// A value of any other type, of which this program writes none: binary, boolean, null, a list, a
  /// set.
  case other

  /// A whole number.
  public static func integer(_ value: Int) -> AttributeValue { .number(String(value)) }
}

// The value as one kind; `nil` when it is of another.
extension AttributeValue {
  /// The text.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The number, when it is a whole one that `Int` holds.
  public var integer: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }

  /// The attributes of a map.
  public var map: Attributes? { if case .map(let members) = self { members } else { nil } }
}

// On the wire the type is the name of the only member: `{"S":"sent"}`.
extension AttributeValue {
  /// The value as JSON. A value of another type was never written by this program: it is `NULL`.
  var json: JSON {
    switch self {
    case .string(let text): ["S": .string(text)]
    case .number(let digits): ["N": .string(digits)]
    case .map(let members): ["M": members.json]
    case .other: ["NULL": .bool(true)]
    }
  }

  /// - Throws: ``MalformedResponse`` for what DynamoDB does not write.
  init(_ json: JSON) throws(MalformedResponse) {
    guard let members = json.object, members.count == 1, let (type, value) = members.first else {
      throw MalformedResponse("an attribute's value is not an object with one member")
    }
    switch (type, value) {
    case ("S", .string(let text)): self = .string(text)
    case ("N", .string(let digits)): self = .number(digits)
    case ("M", let value): self = .map(try Attributes(value))
    case ("S", _), ("N", _): throw MalformedResponse("an attribute's \(type) is not a text")
    default: self = .other
    }
  }
}

extension Attributes {
  /// The attributes as JSON.
  var json: JSON { .object(mapValues(\.json)) }

  /// - Throws: ``MalformedResponse`` for what DynamoDB does not write.
  init(_ json: JSON) throws(MalformedResponse) {
    guard let members = json.object else {
      throw MalformedResponse("what should hold attributes is not an object")
    }
    self.init(minimumCapacity: members.count)
    for (name, value) in members { self[name] = try AttributeValue(value) }
  }
}
