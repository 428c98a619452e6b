// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import UTC

// The kinds of value that responses hold.

extension XMLElement {
  /// The word in the child called `name`, which must be there and not be empty.
  public func requiredWord(_ name: String) throws(MalformedAnswer) -> String {
    guard let word = try child(named: name)?.word, !word.isEmpty else {
      throw MalformedAnswer("<\(self.name)> has no <\(name)>")
    }
    return word
  }

  /// The moment in the child called `name`; `nil`, which means unknown, when it is missing or
  /// cannot be read.
  public func date(_ name: String) throws(MalformedAnswer) -> Timestamp? {
    try child(named: name)?.timestamp
  }

  /// The moment that the element's text names; `nil` when it cannot be read.
  public var timestamp: Timestamp? { TimestampReader.moment(from: trimmed) }

  /// The items of the list called `name`. A list that is missing is empty: AWS leaves empty lists
  /// out, or sends them as `<Users/>`.
  public func list<Item>(
    _ name: String, _ read: (XMLElement) throws(MalformedAnswer) -> Item
  ) throws(MalformedAnswer) -> [Item] {
    guard let list = try child(named: name) else { return [] }
    let children = list.children
    guard list.trimmed.isEmpty, children.allSatisfy({ $0.name == "member" }) else {
      throw MalformedAnswer("<\(name)> holds something else than <member>")
    }
    return try children.map(read)
  }

  /// The marker of the next page; `nil` on the last one.
  ///
  /// `IsTruncated` decides. Where it is missing (moto's ListAccessKeys), a marker does: a page
  /// too many costs a call, a page too few hides users.
  public func nextMarker() throws(MalformedAnswer) -> String? {
    let marker = try child(named: "Marker")?.text.flatMap { $0.isEmpty ? nil : $0 }
    switch try child(named: "IsTruncated")?.word?.lowercased() {
    case "false": return nil
    case nil: return marker
    case "true":
      guard let marker else { throw MalformedAnswer("IsTruncated without a Marker") }
      return marker
    default: throw MalformedAnswer("<IsTruncated> is neither true nor false")
    }
  }
}
