// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSXML

// How Query services write lists and their pages.

extension XMLElement {
  /// The items of the list called `name`. A list that is missing is empty: AWS leaves empty lists
  /// out, or sends them as `<Users/>`.
  public func list<Item>(
    _ name: String, _ read: (XMLElement) throws(MalformedResponse) -> Item
  ) throws(MalformedResponse) -> [Item] {
    guard let list = try child(named: name) else { return [] }
    let children = list.children
    guard list.trimmed.isEmpty, children.allSatisfy({ $0.name == "member" }) else {
      throw MalformedResponse("<\(name)> contains something other than <member>")
    }
    return try children.map(read)
  }

  /// The marker of the next page; `nil` on the last one.
  ///
  /// `IsTruncated` decides, or the marker where that is missing (moto's ListAccessKeys): one page
  /// too many costs a call, one too few hides users.
  public func nextMarker() throws(MalformedResponse) -> String? {
    let marker = try child(named: "Marker")?.text.flatMap { $0.isEmpty ? nil : $0 }
    switch try child(named: "IsTruncated")?.word?.lowercased() {
    case "false": return nil
    case nil: return marker
    case "true":
      guard let marker else { throw MalformedResponse("IsTruncated without a Marker") }
      return marker
    default: throw MalformedResponse("<IsTruncated> is neither true nor false")
    }
  }
}
