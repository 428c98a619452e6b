// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport

@testable import JSON

@Suite(.limited) struct CodableTests {
  /// One of everything that the compiler writes a conformance for.
  struct Sample: Codable, Equatable {
    enum Kind: Codable, Equatable {
      case plain
      case pair(Int, name: String)
      case maybe(of: Double?)
    }

    var text = "a\"\n"
    var number = -7
    var small = Int8(3)
    var fraction = 0.25
    var truth = true
    var nothing: String?
    var kinds: [Kind] = [.plain, .pair(1, name: "x"), .maybe(of: nil), .maybe(of: 2)]
    var byName = ["a": [1, 2], "b": []]
    var byNumber = [1: "one"]
    var optionals: [Int?] = [1, nil]
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let json = try JSON(encoding: Sample())
    #expect(json["text"] == "a\"\n" && json["number"] == .integer(-7))
    #expect(json["nothing"] == nil && json["byName"]?["b"] == [])
    #expect(json["kinds"]?.array?.first == ["plain": [:]])
    let read = try JSON(parsing: json.bytes).decoded(as: Sample.self)
    #expect(read == Sample())
    #expect(try JSON(encoding: [1, 2]) == [.integer(1), .integer(2)])
    #expect(try JSON.string("x").decoded(as: String.self) == "x")
  }

  /// JSON of another form, and where it differs.
  static let others: [(json: JSON, place: String)] = [
    (["a": "1"], "a"), (["a": .null], "a"), ([:], "a"), (["a": .integer(300)], "a"), ([], ""),
  ]

  @Test(arguments: others)
  func anotherFormIsRefused(json: JSON, place: String) throws {
    struct Value: Codable { let a: Int8 }
    let error = #expect(throws: DecodingError.self) { try json.decoded(as: Value.self) }
    let text = "\(try #require(error))"
    #expect(text.contains(place))
  }

  @Test func aNumberThatIntCannotHoldIsRefused() {
    #expect(throws: EncodingError.self) { try JSON(encoding: UInt64.max) }
  }
}
