// SPDX-License-Identifier: Apache-2.0

extension JSON {
  /// A value as JSON, in the form that its type's conformance to `Encodable` gives it.
  ///
  /// - Throws: what the conformance throws; `EncodingError` for a whole number that Int cannot hold.
  public init(encoding value: some Encodable) throws {
    switch value {
    case let truth as Bool: self = .bool(truth)
    case let text as String: self = .string(text)
    case let number as any BinaryInteger:
      guard let integer = Int(exactly: number) else {
        throw EncodingError.invalidValue(
          value, .init(codingPath: [], debugDescription: "the number is too large"))
      }
      self = .integer(integer)
    case let number as any BinaryFloatingPoint: self = .number(Double(number))
    default:
      let slot = Slot()
      try value.encode(to: ValueEncoder(slot: slot))
      self = slot.json
    }
  }
}

/// A value under construction, into which all containers that were handed out for it write.
private final class Slot {
  var value = JSON.null
  var members: [String: Slot]?
  var elements: [Slot]?

  var json: JSON {
    if let members { return .object(members.mapValues(\.json)) }
    if let elements { return .array(elements.map(\.json)) }
    return value
  }

  func member(_ key: any CodingKey) -> Slot {
    let slot = Slot()
    members = members ?? [:]
    members?[key.stringValue] = slot
    return slot
  }

  func element() -> Slot {
    let slot = Slot()
    elements = (elements ?? []) + [slot]
    return slot
  }
}

private struct ValueEncoder: Encoder, SingleValueEncodingContainer {
  let slot: Slot
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    slot.members = slot.members ?? [:]
    return KeyedEncodingContainer(MembersEncoder<Key>(slot: slot))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    slot.elements = slot.elements ?? []
    return ElementsEncoder(slot: slot)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  func encodeNil() { slot.value = .null }

  func encode<Value: Encodable>(_ value: Value) throws { slot.value = try JSON(encoding: value) }
}

private struct MembersEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let slot: Slot
  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) { slot.member(key).value = .null }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    slot.member(key).value = try JSON(encoding: value)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    ValueEncoder(slot: slot.member(key)).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    ValueEncoder(slot: slot.member(key)).unkeyedContainer()
  }

  // For classes with a superclass alone.
  func superEncoder() -> any Encoder { ValueEncoder(slot: slot) }

  func superEncoder(forKey key: Key) -> any Encoder { ValueEncoder(slot: slot.member(key)) }
}

private struct ElementsEncoder: UnkeyedEncodingContainer {
  let slot: Slot
  var codingPath: [any CodingKey] { [] }
  var count: Int { slot.elements?.count ?? 0 }

  func encodeNil() { slot.element().value = .null }

  func encode<Value: Encodable>(_ value: Value) throws {
    slot.element().value = try JSON(encoding: value)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    ValueEncoder(slot: slot.element()).container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    ValueEncoder(slot: slot.element()).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { ValueEncoder(slot: slot.element()) }
}
