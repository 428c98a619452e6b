// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Testing
import TestSupport

@testable import LambdaRuntime

@Suite(.limited) struct InvocationFailureTests {
  /// Lambda rewrites a type that does not match `(Runtime|Function)\.[A-Z][a-zA-Z]+`.
  @Test(
    "15: every type becomes one that Lambda keeps",
    arguments: [
      ("Function.InvalidEvent", "Function.InvalidEvent"),
      ("Runtime.ExitError", "Runtime.ExitError"),
      ("invalid event!", "Function.Invalidevent"),
      ("Function.", "Function.Error"),
      ("", "Function.Error"),
      ("Other.Thing", "Function.OtherThing"),
      ("Function.x", "Function.XError"),
      ("Function.Größe", "Function.Gre"),
    ])
  func theTypeIsOneThatLambdaKeeps(given: String, kept: String) {
    #expect(InvocationFailure(type: given, message: "").type == kept)
  }

  @Test(
    "14: a message with any characters is valid JSON and is passed on whole",
    arguments: [
      "", "two\nlines\r\n", #"a "quote" and a \ backslash"#, "\u{0}\u{1}\u{1F}\u{7F}",
      "naïve 👩‍👩‍👧 \u{10FFFF}",
      "\u{2028}\u{2029}", "</script>",
      String(decoding: [0xED, 0xA0, 0x80, 0xFF] as [UInt8], as: UTF8.self),
    ])
  func anyMessage(message: String) throws {
    let failure = InvocationFailure(type: "Function.X", message: message)
    #expect(try Self.decoded(failure).errorMessage == message)
  }

  @Test(
    "14: a message that is too long is cut between characters",
    arguments: ["x", "é", "👩‍👩‍👧", "\n", "e" + String(repeating: "\u{301}", count: 10_000)])
  func longMessage(piece: String) throws {
    let message = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    let failure = InvocationFailure(type: "Function.X", message: message)
    let kept = try Self.decoded(failure).errorMessage
    #expect(kept.utf8.count <= 8192 && kept.hasSuffix("…") && message.hasPrefix(kept.dropLast()))
  }

  private static func decoded(_ failure: InvocationFailure) throws -> PostedFailure {
    try JSONDecoder().decode(PostedFailure.self, from: Data(failure.body))
  }
}
