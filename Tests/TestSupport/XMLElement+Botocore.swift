// SPDX-License-Identifier: Apache-2.0
public import AWSXML
import FoundationEssentials

extension XMLElement {
  /// How the element differs from what botocore read from it; empty if it does not.
  public func differences(from expected: DecodedJSON) -> [String] {
    if let date = expected.date { return difference(timestamp == date, expected) }
    switch expected {
    case .string(let expectedText):
      // botocore decodes blobs.
      let blob = Data(expectedText.utf8).base64EncodedString()
      return difference(text == expectedText || text == blob, expected)
    case .integer, .number:
      return difference(word.flatMap { Double($0) } == expected.number, expected)
    case .bool(let truth): return difference(word == String(truth), expected)
    case .array(let items):
      guard children.count == items.count else { return difference(false, expected) }
      return zip(children, items).flatMap { $0.differences(from: $1) }
    // botocore decodes policies, which are JSON and percent-encoded.
    case .object where text != nil: return difference(text?.hasPrefix("%7B") == true, expected)
    case .object(let members): return members.flatMap(differences)
    }
  }

  /// The same for one member, a child of that name or an entry of a map.
  private func differences(from name: String, _ value: DecodedJSON) -> [String] {
    let entry = children.first { $0.name == "entry" && $0.text(of: "key") == name }
    guard let child = try? entry?.child(named: "value") ?? child(named: name) else {
      return ["<\(self.name)> has no \(name)"]
    }
    return child.differences(from: value)
  }

  private func text(of name: String) -> String? { (try? child(named: name))?.text }

  private func difference(_ isEqual: Bool, _ expected: DecodedJSON) -> [String] {
    isEqual ? [] : ["<\(name)> is \(text ?? "not a text"), not \(expected)"]
  }
}
