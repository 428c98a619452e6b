// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Testing
import UTC

@testable import AWSQuery

/// What botocore reads from a response.
enum BotocoreValue: Decodable, Sendable {
  case text(String), number(Double), flag(Bool), list([BotocoreValue])
  case object([String: BotocoreValue])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([BotocoreValue].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: BotocoreValue].self))
    }
  }

  subscript(name: String) -> BotocoreValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
  var list: [BotocoreValue]? { if case .list(let items) = self { items } else { nil } }

  /// A date, as our script writes one.
  var date: Timestamp? { self["ms"]?.number.map { Timestamp(millisecondsSince1970: Int($0)) } }
}

extension XMLElement {
  /// Expects the element to hold what botocore read from it.
  func expect(_ expected: BotocoreValue) throws {
    if let date = expected.date {
      #expect(TimestampReader.moment(from: trimmed) == date)
      return
    }
    switch expected {
    case .text(let expected):
      // botocore hands out blobs decoded.
      let blob = Data(expected.utf8).base64EncodedString()
      #expect(text == expected || text == blob)
    case .number(let number): #expect(word.flatMap { Double($0) } == number)
    case .flag(let flag): #expect(word == String(flag))
    case .list(let items):
      #expect(children.count == items.count)
      for (child, item) in zip(children, items) { try child.expect(item) }
    case .object where text != nil: #expect(text?.hasPrefix("%7B") == true)
    case .object(let members): try expect(members: members)
    }
  }

  private func expect(members: [String: BotocoreValue]) throws {
    for (key, value) in members {
      let entry = children.first { $0.name == "entry" && $0.first("key")?.text == key }
      let child = try entry?.child(named: "value") ?? self.child(named: key)
      try #require(child, "\(key)").expect(value)
    }
  }
}
