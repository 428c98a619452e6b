// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Testing
import TestSupport

@Suite(.limited) struct JSONTests {
  @Test(
    "a value is read with its kind, and written again",
    arguments: [
      ("null", .null), ("true", .bool(true)), ("-7", .integer(-7)),
      ("9223372036854775807", .integer(.max)),
      ("0.5", .number(0.5)), ("\"\"", ""), ("\"é\u{1F98A}\"", "é\u{1F98A}"), ("[]", []),
      (#"[1,[true,null]]"#, [.integer(1), [.bool(true), .null]]), ("{}", [:]),
      (#"{"":0,"a":{"b":"c"},"é":[]}"#, ["": .integer(0), "a": ["b": "c"], "é": []]),
    ] as [(String, JSON)])
  func roundTrip(text: String, value: JSON) throws {
    #expect(try JSON(parsing: Array(text.utf8)) == value)
    #expect(value.text == text)
    #expect(value.bytes == Array(text.utf8))
  }

  @Test("escapes are read, and what must be escaped is written so", arguments: 0..<32)
  func escapes(code: Int) throws {
    let text = "a\(Character(Unicode.Scalar(UInt8(code))))\"\\/\u{7F}\u{2028}"
    let written = JSON.string(text).bytes
    #expect(!written.contains { $0 < 32 })
    #expect(try JSON(parsing: written) == .string(text))
    let other = try JSONDecoder().decode(String.self, from: Data(written))
    #expect(other == text, "another reader reads the same")
  }

  @Test("members are written in the order of their names, without those whose value is nil")
  func members() {
    let value: JSON = [
      "b": .integer(1), "none": nil, "a": .integer(2), "B": .null, "ab": .bool(true),
    ]
    #expect(value.text == #"{"B":null,"a":2,"ab":true,"b":1}"#)
  }

  @Test(
    "a repeated name is refused at any depth",
    arguments: [
      #"{"a":1,"a":1}"#, #"[{"x":{"a":1,"b":2,"a":3}}]"#, #"{"a":1,"\u0061":2}"#,
    ])
  func duplicates(text: String) {
    #expect(throws: JSON.ParseError.duplicateName) { try JSON(parsing: Array(text.utf8)) }
  }

  @Test(
    "a text that is not JSON is refused",
    arguments: [
      "", " ", "{", "[1,]", "{a:1}", "{'a':1}", "nul", "1 2", "{} {}", "01", "+1", "NaN",
      "Infinity",
      "1e999", "9223372036854775808", "\"\u{1}\"", #""\x""#, #""\ud800""#, #"{"\u0000":1}"#,
      "{\u{FEFF}}", "// a\n{}", String(repeating: "[", count: 100_000),
    ])
  func malformed(text: String) {
    #expect(throws: JSON.ParseError.malformed) { try JSON(parsing: Array(text.utf8)) }
  }

  @Test(
    "bytes that are not UTF-8 are refused",
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xE2, 0x82],
      [0x00], [0x7B, 0x7D, 0x00],
    ] as [[UInt8]])
  func noUTF8(bytes: [UInt8]) {
    #expect(throws: JSON.ParseError.malformed) { try JSON(parsing: bytes) }
  }

  @Test func aByteOrderMarkInFrontIsIgnored() throws {
    #expect(try JSON(parsing: Array("\u{FEFF}{}".utf8)) == [:])
  }

  @Test func deepNestingIsReadAndFreed() throws {
    let text = String(repeating: "[", count: 2000) + String(repeating: "]", count: 2000)
    #expect(try JSON(parsing: Array(text.utf8)).text == text)
  }

  @Test("a value has one kind")
  func kinds() {
    let value: JSON = ["text": "a", "whole": .integer(5), "also": .number(5), "part": .number(5.5)]
    #expect(value["text"]?.string == "a" && value["text"]?.integer == nil)
    #expect(value["whole"]?.integer == 5 && value["also"]?.integer == 5)
    #expect(value["part"]?.integer == nil && value["part"]?.number == 5.5)
    #expect(value["whole"]?.number == 5 && value["none"] == nil && value["text"]?["x"] == nil)
    #expect(JSON.bool(true).bool == true && JSON.integer(1).bool == nil)
    #expect(JSON.number(.nan).text == "null" && JSON.number(-.infinity).text == "null")
  }

  @Test("doubles are read as they were written")
  func doubles() throws {
    for number in [0.1, 1e21, -2.5e-300, .greatestFiniteMagnitude, .leastNonzeroMagnitude] {
      #expect(try JSON(parsing: JSON.number(number).bytes).number == number)
    }
  }
}
