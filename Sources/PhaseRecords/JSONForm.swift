// SPDX-License-Identifier: Apache-2.0
import JSON

/// How a value is written as JSON and read back.
///
/// It is a separate value, not a conformance of the type that is written: an executable whose
/// phases run in one process does not contain it.
public struct JSONForm<Value>: Sendable {
  let write: @Sendable (Value) -> JSON
  let read: @Sendable (JSON) throws(JSONFormError) -> Value
}

/// The JSON does not have the expected form.
public struct JSONFormError: Error, Equatable, CustomStringConvertible {
  /// A sentence.
  public let description: String

  init(_ description: String) { self.description = description }

  /// The same error in the member `name` of an object.
  fileprivate func inside(_ name: String) -> JSONFormError {
    JSONFormError("\(name): \(description)")
  }
}

/// A member of an object.
struct Member<Value, Content>: Sendable {
  private let name: String
  private let get: @Sendable (Value) -> Content
  private let form: JSONForm<Content>

  init(
    _ name: String, _ get: @escaping @Sendable (Value) -> Content, _ form: JSONForm<Content>
  ) {
    self.name = name
    self.get = get
    self.form = form
  }

  fileprivate func write(_ value: Value, into object: inout [String: JSON]) {
    object[name] = form.write(get(value))
  }

  fileprivate func read(_ object: [String: JSON]) throws(JSONFormError) -> Content {
    do throws(JSONFormError) {
      return try form.read(object[name] ?? .null)
    } catch {
      throw error.inside(name)
    }
  }
}

extension JSONForm {
  /// An object with these members.
  static func object<each Content>(
    _ member: repeat Member<Value, each Content>,
    make: @escaping @Sendable (repeat each Content) -> Value
  ) -> JSONForm {
    JSONForm(
      write: { value in
        var object: [String: JSON] = [:]
        for member in repeat each member { member.write(value, into: &object) }
        return .object(object)
      },
      read: { json throws(JSONFormError) in
        guard let object = json.object else { throw JSONFormError("not an object") }
        return make(repeat try (each member).read(object))
      })
  }

  /// A value that is written and read as another type, whose form is `base`.
  static func converted<Base>(
    _ base: JSONForm<Base>, to write: @escaping @Sendable (Value) -> Base,
    from read: @escaping @Sendable (Base) -> Value?
  ) -> JSONForm {
    JSONForm(
      write: { base.write(write($0)) },
      read: { json throws(JSONFormError) in
        guard let value = read(try base.read(json)) else {
          throw JSONFormError("not a valid \(Value.self)")
        }
        return value
      })
  }

  /// A list of elements.
  static func list<Element>(
    _ element: JSONForm<Element>
  ) -> JSONForm where Value == [Element] {
    JSONForm(
      write: { .array($0.map(element.write)) },
      read: { json throws(JSONFormError) in
        guard let elements = json.array else { throw JSONFormError("not an array") }
        var read: [Element] = []
        for value in elements { read.append(try element.read(value)) }
        return read
      })
  }

  /// A value, or `null`.
  static func optional<Wrapped>(
    _ form: JSONForm<Wrapped>
  ) -> JSONForm where Value == Wrapped? {
    JSONForm(
      write: { $0.map(form.write) ?? .null },
      read: { json throws(JSONFormError) in json == .null ? nil : try form.read(json) })
  }

  /// A dictionary as an object. `name` is the form of the keys.
  static func dictionary<Key: SendableMetatype, Content>(
    _ name: JSONForm<Key>, _ content: JSONForm<Content>
  ) -> JSONForm where Value == [Key: Content] {
    JSONForm(
      write: { dictionary in
        let members = dictionary.map { (name.write($0).string ?? "", content.write($1)) }
        return .object(Dictionary(members) { $1 })
      },
      read: { json throws(JSONFormError) in
        guard let members = json.object else { throw JSONFormError("not an object") }
        var read: [Key: Content] = [:]
        for (key, value) in members { read[try name.read(.string(key))] = try content.read(value) }
        return read
      })
  }
}

// Cases of an enumeration: objects whose member `case` names them.
extension JSON {
  /// The name of the case.
  var caseName: String { self["case"]?.string ?? "" }

  /// A member's value.
  func member<Content>(
    _ name: String, _ form: JSONForm<Content>
  ) throws(JSONFormError) -> Content {
    do throws(JSONFormError) {
      return try form.read(self[name] ?? .null)
    } catch {
      throw error.inside(name)
    }
  }
}
