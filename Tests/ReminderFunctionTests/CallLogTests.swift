// SPDX-License-Identifier: Apache-2.0
import HTTP
import JSON
import Testing
import TestSupport

@testable import ReminderFunction

/// What DEBUG and TRACE tell of calls.
@Suite(.limited) struct CallLogTests {
  private static let ofCalls = [
    "A call of AWS has ended.", "A call of AWS is tried again.", "A kept connection was dead.",
    "A call of AWS waits for its turn.", "A page was read.",
  ]

  private func lines(_ account: WireAccount) async throws -> [JSON] {
    let run = try await account.run(setting: ["MAX_CONCURRENCY": "1"])
    return try run.log.map { try JSON(parsing: Array($0.utf8)) }
      .filter { line in Self.ofCalls.contains { line["message"] == .string($0) } }
  }

  @Test(
    "INFO tells nothing of calls, DEBUG attempts and retries, TRACE pages and waits too",
    arguments: [(nil, []), ("DEBUG", [0, 1]), ("TRACE", [0, 1, 3, 4])] as [(String?, [Int])])
  func levels(level: String?, messages: [Int]) async throws {
    let account = WireAccount(
      logLevel: level, latency: .milliseconds(250),
      faults: ["Action=GetAccessKeyLastUsed": .refusal("Throttling", 400, "Rate exceeded")])
    let told = try await lines(account)
    let expected = Set(messages.map { Self.ofCalls[$0] })
    #expect(Set(told.compactMap { $0["message"]?.string }) == expected)
  }

  @Test(
    "an attempt is one line: operation, number, status, milliseconds, AWS's id, a refusal's code")
  func attempt() async throws {
    let account = WireAccount(
      logLevel: "DEBUG", latency: .milliseconds(250),
      faults: ["Action=ListAccessKeys": .refusal("AccessDenied", 403, "No, ana@example.com")])
    let told = try await lines(account)
    let refused = try #require(told.first { $0["operation"] == "ListAccessKeys" })
    #expect(refused["attempt"] == .integer(1) && refused["status"] == .integer(403))
    #expect(refused["durationMs"] == .integer(250) && refused["awsRequestId"] == "r-7")
    #expect(refused["code"] == "AccessDenied" && refused["level"] == "DEBUG")
    let listed = try #require(told.first { $0["operation"] == "ListUsers" })
    #expect(listed["status"] == .integer(200) && listed["code"] == nil)
  }

  @Test("97: no line has a word of what was asked or answered")
  func noBodies() async throws {
    let account = WireAccount(
      logLevel: "TRACE", faults: ["FromEmailAddress": .response(200, "<html>")])
    let run = try await account.run()
    let calls = run.log.filter { line in Self.ofCalls.contains { line.contains($0) } }
    #expect(calls.count > 3)
    for word in ["ana", "AKIA", "Action=", "html", "Authorization", "AWS4"] {
      #expect(!calls.joined().contains(word), "\(word)")
    }
    #expect(calls.contains { $0.contains(#""problem":"malformedResponse""#) })
  }
}
