// SPDX-License-Identifier: Apache-2.0
import Identifiers
import JSON
import KeyReminder
import Testing
import TestSupport
import UTC

@testable import PhaseRecords

/// The values that phases hand over are written as JSON and read back, perhaps in another process.
@Suite(.limited) struct PhaseRecordTests {
  /// Values with one of everything in them.
  private let sample: PhaseSample

  init() throws { sample = try PhaseSample() }

  @Test func aScanIsReadBack() throws { try expectSame(sample.scan, .accountScan) }

  @Test func factsAreReadBack() throws { try expectSame(sample.facts, .list(.ownerFacts)) }

  @Test func ownersAreReadBack() throws { try expectSame(sample.owners, .resolvedOwners) }

  @Test func groupsAreReadBack() throws {
    try expectSame(RecipientGroups(sample.owners.reachable).groups, .list(.recipientGroup))
  }

  @Test func deliveriesAreReadBack() throws {
    try expectSame(sample.results, .list(.deliveryResult))
  }

  @Test func aResultIsReadBack() throws { try expectSame(sample.result, .runResult) }

  @Test func anEmptyResultIsReadBack() throws {
    let ages = AgeDistribution(alertAfterDays: 100, overdueAfterDays: 200)
    let result = RunResult(
      account: nil, dryRun: true, alertAfterDays: 1, overdueAfterDays: 2, ages: ages)
    try expectSame(result, .runResult)
  }

  @Test("a record of another version is refused", arguments: [0, 2, 1_000])
  func anotherVersion(version: Int) throws {
    let json: JSON = ["version": .integer(version), "value": .integer(1)]
    let error = #expect(throws: PhaseRecordError.self) {
      try PhaseRecord(json, as: JSONForm<Int>.integer)
    }
    #expect(error == .version(version))
    #expect(
      error?.description.hasSuffix("Let one version of the function do all phases of a run.")
        == true)
  }

  /// JSON that is not a record of an account's scan, and where it differs.
  static let others: [(json: JSON, place: String)] = [
    ([:], "version"), (["version": "1"], "version"), (["version": .integer(1)], "value: not an"),
    (["version": .integer(1), "value": []], "value: not an object"),
    (
      ["version": .integer(1), "value": ["account": "12"]], "value: account: not a valid AccountID"
    ),
    (
      ["version": .integer(1), "value": ["users": ["listed": "7"]]],
      "value: users: listed: not a whole number"
    ),
  ]

  @Test(arguments: others)
  func anotherFormIsRefused(json: JSON, place: String) throws {
    let error = #expect(throws: PhaseRecordError.self) { try PhaseRecord(json, as: .accountScan) }
    let text = try #require(error).description
    #expect(text.hasPrefix("The record cannot be read: \(place)"), "\(text)")
  }

  /// The value is the same after it was written and read.
  private func expectSame<Value: Sendable & Equatable>(
    _ value: Value, _ form: JSONForm<Value>
  ) throws {
    let bytes = PhaseRecord(value, as: form).json.bytes
    let read = try PhaseRecord(try JSON(parsing: bytes), as: form).value
    #expect(read == value)
  }
}
