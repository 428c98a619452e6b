// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import JSON
import Testing
import TestSupport
import UTC

@testable import KeyReminder
@testable import ReminderFunction

/// Lambda counts a run whose response is larger than 6 MB as failed, after the mails have left.
@Suite(.limited) struct ResponseLimitTests {
  static let limit = 6_000_000

  /// A report that is large in one way.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let grow: @Sendable (inout RunResult) -> Void

    init(_ what: String, grow: @escaping @Sendable (inout RunResult) -> Void) {
      (testDescription, self.grow) = (what, grow)
    }
  }

  static let large = [
    Case("notifications") { $0.owners = notifications(1000, keys: 90) },
    Case("one notification") { $0.owners = notifications(2, keys: 60_000) },
    Case("failures") { $0.failures = failures(3000, 400) },
    Case("long failures") { $0.failures = failures(7, 500_000) },
    Case("warnings") { $0.warnings = texts(3000, 400) },
    Case("exemptions") { $0.exemptions = exemptions(30_000) },
    Case("invalidExemptions") { $0.invalidExemptions = invalidExemptions(5000, 256) },
    Case("one invalidExemption") { $0.invalidExemptions = invalidExemptions(1, 1_100_000) },
    Case("samples") { $0.samples = samples(3, 1_600_000) },
    Case("one sample beside a little of the rest") {
      grow(&$0, by: 10)
      $0.samples = samples(1, 4_000_000)
    },
    Case("failures, after more owners than are listed") {
      $0.owners = notifications(1001, keys: 1)
      $0.failures = failures(3000, 400)
    },
    Case("everything") { grow(&$0, by: 2000) },
  ]

  @Test("41: a response never exceeds 6 MB, whatever grows", arguments: large)
  func neverTooLarge(large: Case) throws {
    var report = Self.report
    large.grow(&report)
    let whole = try #require(report.json(version: "1.2.3", redirectedTo: nil).object)
    let size = report.json(version: "1.2.3", redirectedTo: nil).bytes.count
    try #require(size > Self.limit, "the case is one")
    let response = report.response(version: "1.2.3")
    #expect(response.count <= Self.limit)
    let shown = try #require(try? JSON(parsing: response)).object ?? [:]
    expectPrefixes(shown, of: whole)
  }

  @Test("a response of 6,000,000 bytes is whole, one byte more is cut", arguments: [0, 1, 500_000])
  func theLimit(excess: Int) throws {
    var report = Self.report
    report.warnings = [Self.warning("."), Self.warning(".")]
    let length = Self.limit + excess - report.json(version: "1.2.3", redirectedTo: nil).bytes.count
    let long = String(repeating: "x", count: length) + "."
    report.warnings = [Self.warning("."), Self.warning(long)]
    let response = report.response(version: "1.2.3")
    let size = response.count
    let shown = try #require(try? JSON(parsing: response))
    let isWhole = shown == report.json(version: "1.2.3", redirectedTo: nil)
    #expect(isWhole == (excess == 0) && (size == Self.limit) == isWhole && size <= Self.limit)
    guard !isWhole else { return }
    #expect(
      shown["warnings"] == [.string(Self.warning(".").message)]
        && shown["warningsTruncated"] == .bool(true))
  }

  @Test("a response is cut no more than it must be, whatever is in it", arguments: 0..<300)
  func anyLists(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let whole = Self.members(by: &random)
    let json = JSON.object(whole)
    let limit = Int.random(in: 500...max(501, json.bytes.count), using: &random)
    let response = json.bytes(atMost: limit)
    #expect(response.count <= limit)
    guard json.bytes.count > limit else {
      #expect(response == json.bytes)
      return
    }
    let shown = try #require(try JSON(parsing: response).object)
    expectPrefixes(shown, of: whole)
    let lists = whole.compactMapValues(\.elements)
    let left = lists.compactMap { name, all in
      all.dropFirst(shown[name]?.elements?.count ?? 0).first
    }
    let next = left.map(\.bytes.count).reduce(0, +)
    let flags = lists.keys.map { $0.utf8.count + 18 }.reduce(0, +)
    #expect(response.count + next + left.count + flags > limit)
    let share = (limit - 500) / lists.count
    for (name, all) in lists where JSON.array(all).bytes.count < share {
      #expect(shown[name]?.elements == all)
    }
  }

  /// The lists of `shown` begin as those of `whole` do, and say so where they end earlier; all else
  /// is the same.
  private func expectPrefixes(_ shown: [String: JSON], of whole: [String: JSON]) {
    var flags: Set<String> = []
    for (name, value) in whole {
      guard case .array(let elements) = value, case .array(let kept)? = shown[name] else {
        #expect(shown[name] == value)
        continue
      }
      let isPrefix = kept == Array(elements.prefix(kept.count))
      #expect(isPrefix, "\(name)")
      if kept.count < elements.count { flags.insert("\(name)Truncated") }
    }
    #expect(!flags.isEmpty && Set(shown.keys) == flags.union(whole.keys))
    #expect(flags.allSatisfy { shown[$0] == .bool(true) })
  }
}

extension JSON {
  fileprivate var elements: [JSON]? {
    if case .array(let elements) = self { elements } else { nil }
  }
}

extension ResponseLimitTests {
  /// Up to six lists beside other members, which take less than 500 bytes with all flags.
  private static func members(by random: inout SeededGenerator) -> [String: JSON] {
    var members: [String: JSON] = ["a": .string("x\n"), "c": .object(["d": []]), "e": .null]
    for index in 0...Int.random(in: 0...5, using: &random) {
      let count = Int.random(in: 0...30, using: &random)
      members["list\(index)"] = .array((0..<count).map { _ in value(by: &random) })
    }
    return members
  }

  private static func value(by random: inout SeededGenerator) -> JSON {
    let length = Int.random(in: 0...(Bool.random(using: &random) ? 10 : 900), using: &random)
    let character = ["x", "\"", "\\", "\u{1}", "é", "🦊", "\n"].randomElement(using: &random) ?? ""
    let text = JSON.string(String(repeating: character, count: length))
    switch Int.random(in: 0...3, using: &random) {
    case 0: return .integer(Int.random(in: .min ... .max, using: &random))
    case 1: return .array([text, .null])
    case 2: return .object([character: text, "b": .bool(true)])
    default: return text
    }
  }

  /// Twice as long in JSON: six bytes for each of `length`.
  private static func text(_ length: Int) -> String { String(repeating: "\"", count: 3 * length) }

  private static let report = RunResult.sample

  private static func grow(_ report: inout RunResult, by count: Int) {
    report.owners = notifications(min(count, 1000), keys: 2)
    report.failures = failures(count, 300)
    report.warnings = texts(count, 300)
    report.exemptions = exemptions(count)
    report.invalidExemptions = invalidExemptions(count, 256)
    report.samples = samples(3, 100_000)
  }

  private static func notifications(_ count: Int, keys: Int) -> [OwnerResult] {
    let now = Timestamp(secondsSince1970: 0)
    let id = AccessKeyID.sample("AKIAIOSFODNN7EXAMPLE")
    let key = ResolvedKey(
      key: StaleKey(id: id, created: now, ageDays: 400), description: nil, use: .unknown,
      advice: .rotate)
    let all = Array(repeating: key, count: keys)
    return (0..<count).map {
      OwnerResult(
        user: .sample("\($0)"), address: nil, keys: all, outcome: .sent, messageID: text(64))
    }
  }

  private static func failures(_ count: Int, _ length: Int) -> [Failure] {
    let cause = Failure.Cause.service(refusal(text(length)))
    return (0..<count).map {
      Failure(user: .sample("\($0)"), stage: .listAccessKeys, cause: cause)
    }
  }

  private static func texts(_ count: Int, _ length: Int) -> [KeyReminder.Warning] {
    (0..<count).map { warning("\($0)" + text(length)) }
  }

  private static func exemptions(_ count: Int) -> [ExemptUser] {
    (0..<count).map { .init(user: .sample("\($0)" + text(40)), until: nil) }
  }

  private static func invalidExemptions(_ count: Int, _ length: Int) -> [InvalidExemption] {
    (0..<count).map { .init(user: .sample("\($0)"), value: text(length)) }
  }

  private static func samples(_ count: Int, _ length: Int) -> [Message] {
    guard let to = EmailAddress("ana@example.com") else { return [] }
    let text = String(repeating: "\"", count: length)
    return (0..<count).map { .written(Mail(to: [to], subject: "\($0)", text: text, html: "")) }
  }

  private static func warning(_ text: String) -> KeyReminder.Warning {
    .unknownSendingLimits(refusal(text))
  }

  private static func refusal(_ text: String) -> ServiceFailure {
    let refusal = ServiceFailure.Refusal(kind: .other, code: "Odd", message: text)
    return ServiceFailure(step: .listAccessKeys, problem: .refused(refusal))
  }
}
