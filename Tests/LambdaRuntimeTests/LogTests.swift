// SPDX-License-Identifier: Apache-2.0
import Logging
import Testing
import TestSupport
import UTC

@testable import LambdaRuntime

@Suite(.limited) struct LogTests {
  private static let noon = Timestamp(millisecondsSince1970: 1_772_452_800_250)

  private static func line(
    format: String?, _ message: Logger.Message, _ metadata: Logger.Metadata = [:]
  ) throws -> String {
    let log = Transcript<String>()
    let writer = LogWriter(format: format, level: nil, now: { noon }, write: log.add)
    var logger = Logger(label: "test") { _ in writer }
    logger[metadataKey: "requestId"] = "1-2"
    logger.warning(message, metadata: metadata)
    return try #require(log.items.first)
  }

  @Test func aLineOfText() throws {
    let line = try Self.line(format: nil, "Something happened.", ["b": "x y", "a": "1", "c": ""])
    #expect(
      line == #"2026-03-02T12:00:00.250Z WARN Something happened. a=1 b="x y" c="" requestId=1-2"#)
  }

  @Test func aLineOfJSON() throws {
    let line = try Self.line(format: "JSON", "Something happened.", ["n": .stringConvertible(3)])
    #expect(
      line
        == #"{"level":"WARN","message":"Something happened.","n":3,"requestId":"1-2","timestamp":"2026-03-02T12:00:00.250Z"}"#
    )
  }

  @Test func jsonOfEveryKindOfField() throws {
    let line = try Self.line(
      format: "json", "kinds",
      [
        "text": "a\"b\\c\n\u{0}\u{1B}\u{7F}é👩‍👩‍👧/",
        "int": .stringConvertible(-7), "bool": .stringConvertible(true),
        "double": .stringConvertible(Double.nan), "uint8": .stringConvertible(UInt8(7)),
        "list": ["a", ["b\n"], .stringConvertible(1)],
        "group": ["x\"": "y", "deep": ["deeper": .stringConvertible(false)]], "nothing": [],
      ])
    let fields = try #require(DecodedJSON(line.utf8).object)
    #expect(fields["text"] == .string("a\"b\\c\n\u{0}\u{1B}\u{7F}é👩‍👩‍👧/"))
    #expect(fields["int"] == .integer(-7) && fields["bool"] == .bool(true))
    #expect(fields["double"] == .string("nan") && fields["uint8"] == .string("7"))
    #expect(fields["list"] == .array([.string("a"), .array([.string("b\n")]), .integer(1)]))
    #expect(
      fields["group"] == .object(["x\"": .string("y"), "deep": .object(["deeper": .bool(false)])]))
    #expect(fields["nothing"] == .array([]))
    #expect(!line.contains { $0.isNewline })
  }

  @Test("a change reaches the message and every text in every field, and nothing else")
  func change() throws {
    let log = Transcript<String>()
    let writer = LogWriter(
      format: "JSON", level: nil, change: { "<\($0)>" }, now: { Self.noon }, write: log.add)
    Logger(label: "test") { _ in writer }.info(
      "m",
      metadata: [
        "text": "t", "list": ["a", ["deep": "d"]], "int": .stringConvertible(7),
        "bool": .stringConvertible(true), "other": .stringConvertible(UInt8(8)),
      ])
    #expect(
      log.items == [
        #"{"bool":true,"int":7,"level":"INFO","list":["<a>",{"deep":"<d>"}],"message":"<m>","#
          + #""other":"<8>","text":"<t>","timestamp":"2026-03-02T12:00:00.250Z"}"#
      ])
  }

  @Test func noFieldTakesThePlaceOfAnother() throws {
    let line = try Self.line(
      format: "json", "said", ["message": "false", "level": "FATAL", "timestamp": "never"])
    let fields = try #require(DecodedJSON(line.utf8).object)
    #expect(fields["message"] == .string("said") && fields["level"] == .string("WARN"))
    #expect(line.split(separator: #""message":"#).count == 2)
  }

  /// Characters that end a line for a terminal, for CloudWatch, for Unicode or for Python.
  @Test(arguments: [
    "\n", "\r\n", "\u{B}", "\u{C}", "\u{1C}", "\u{85}", "\u{2028}", "\u{2029}", "\u{1B}[2J",
    "\u{202E}",
  ])
  func oneEntryIsOneLineOfText(text: String) throws {
    let line = try Self.line(format: "Text", "a\(text)b", ["field": "c\(text)d \"q\" \\"])
    let isHarmless = line.unicodeScalars.allSatisfy {
      $0.value >= 32 && !["\u{85}", "\u{2028}", "\u{2029}", "\u{202E}"].contains($0)
    }
    #expect(isHarmless && line.contains(#"d \"q\" \\""#))
  }

  @Test(
    "21: a format is JSON in any case, everything else is text",
    arguments: [
      ("JSON", true), ("json", true), ("Json", true), ("Text", false), ("", false), (nil, false),
      ("yaml", false), ("JSON ", false),
    ])
  func format(name: String?, isJSON: Bool) throws {
    #expect(try Self.line(format: name, "x").hasPrefix("{") == isJSON)
  }

  @Test(
    "21: lines below the level are not written, an unknown level is INFO",
    arguments: [
      ("TRACE", 7), ("DEBUG", 6), ("INFO", 5), ("WARN", 3), ("ERROR", 2), ("FATAL", 1),
      ("warn", 3), ("WARNING", 5), ("", 5), (nil, 5), ("none", 5),
    ])
  func level(name: String?, lines: Int) {
    let log = Transcript<String>()
    let writer = LogWriter(format: nil, level: name, write: log.add)
    let logger = Logger(label: "test") { _ in writer }
    for level in Logger.Level.allCases { logger.log(level: level, "x") }
    #expect(log.items.count == lines)
  }
}
