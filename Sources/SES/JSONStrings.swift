// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// The strings and whole numbers at the top of a JSON object; whatever else it holds is ignored.
struct JSONStrings: Decodable {
  private var values: [String: String] = [:]

  /// Reads `body`; `nil` when it is no JSON object.
  init?(_ body: [UInt8]) {
    guard let read = try? JSONDecoder().decode(JSONStrings.self, from: Data(body)) else {
      return nil
    }
    self = read
  }

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: AnyKey.self)
    for key in object.allKeys {
      if let text = try? object.decode(String.self, forKey: key) {
        values[key.stringValue] = text
      } else if let number = try? object.decode(Int.self, forKey: key) {
        values[key.stringValue] = String(number)
      }
    }
  }

  /// The first of `names` whose value is there and not empty.
  func first(_ names: String...) -> String? {
    names.lazy.compactMap { values[$0] }.first { !$0.isEmpty }
  }
}

private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
