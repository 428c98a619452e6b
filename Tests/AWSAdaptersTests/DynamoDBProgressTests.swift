// SPDX-License-Identifier: Apache-2.0
import HTTP
import Identifiers
import JSON
import Testing
import TestSupport
import UTC

@testable import AWSAdapters
@testable import KeyReminder

/// Retired keys, and the lines of runs.
@Suite(.limited) struct DynamoDBProgressTests {
  private static let now = Timestamp(secondsSince1970: 1_780_099_200)
  private static let failure = #"{"__type":"a#ConditionalCheckFailedException""#
  private let sample = DynamoDBLedgerTests()

  private static let nonce: Nonce = {
    var chance = SeededGenerator(seed: 1)
    return Nonce(using: &chance)
  }()

  private static func pruning(rest: [LedgerKey: KeyHistory] = [:]) -> Pruning {
    let read = LedgerEntry(
      state: .unknown, nonce: "old", claimedAt: now, nextAt: now + .seconds(216_000))
    return Pruning(LedgerID("P#1"), read, rest: rest, by: nonce, at: now)
  }

  @Test("keys are removed only while the item is as it was read, and it bears the run's mark then")
  func pruningRequest() async throws {
    let transport = ScriptedTransport([{ _ in .success(.response(200, "{}")) }])
    #expect(try await sample.ledger(transport).prune(Self.pruning()) == .pruned)
    #expect(
      try sample.body(of: transport.requests.first) == [
        "TableName": "ledger",
        "Key": ["scope": ["S": "123456789012:key-reminder"], "id": ["S": "P#1"]],
        "UpdateExpression": "SET nonce = :nonce, #keys = :keys, expiresAt = :expires",
        "ConditionExpression": "nonce = :readNonce AND #state = :readState",
        "ExpressionAttributeNames": ["#state": "state", "#keys": "keys"],
        "ExpressionAttributeValues": [
          ":nonce": ["S": .string(Self.nonce.description)], ":keys": ["M": [:]],
          ":readNonce": ["S": "old"], ":readState": ["S": "unknown"],
          ":expires": ["N": "1787875200"],
        ],
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
      ])
  }

  @Test("an item that keeps keys keeps its expiry")
  func pruningSome() async throws {
    let transport = ScriptedTransport([{ _ in .success(.response(200, "{}")) }])
    let key = try #require(LedgerKey("123456789012/AKIA1"))
    let owner = PrincipalID("AIDA1")
    let rest = [key: KeyHistory(times: 2, first: Self.now, created: Self.now, owner: owner)]
    _ = try await sample.ledger(transport).prune(Self.pruning(rest: rest))
    let body = try sample.body(of: transport.requests.first)
    #expect(body["UpdateExpression"] == "SET nonce = :nonce, #keys = :keys")
    let values = body["ExpressionAttributeValues"]
    #expect(values?[":expires"] == nil)
    let moment: JSON = ["N": "1780099200"]
    #expect(
      values?[":keys"] == [
        "M": [
          "123456789012/AKIA1": [
            "M": ["times": ["N": "2"], "first": moment, "created": moment, "owner": ["S": "AIDA1"]]
          ]
        ]
      ])
  }

  @Test("99: the item that stood in the way says whether this run wrote it itself")
  func refusedPruning() async throws {
    for (nonce, isOwn) in [(Self.nonce.description, true), ("somebody's", false)] {
      let item =
        #"{"id":{"S":"P#1"},"state":{"S":"unknown"},"nonce":{"S":"\#(nonce)"},"#
        + #""claimedAt":{"N":"1"},"nextAt":{"N":"2"},"keys":{"M":{}}}"#
      let response = Response.response(400, Self.failure + #","Item":\#(item)}"#)
      let pruning = Self.pruning()
      guard case .refused(let record) = try await sample.ledger(response).prune(pruning) else {
        Issue.record("the pruning was not refused")
        return
      }
      #expect(pruning.wrote(record) == isOwn)
    }
    let gone = try await sample.ledger(.response(400, Self.failure + "}")).prune(Self.pruning())
    #expect(gone == .refused(.unreadable(reason: "The item is missing.")))
  }

  @Test("the lines of runs are read from the newest, in one request however many there are")
  func pastRunsRequest() async throws {
    let page =
      #"{"Items":[{"id":{"S":"RUN#2"},"at":{"N":"1780099200"},"counted":{"N":"1"}},"#
      + #"{"id":{"S":"RUN#1"},"at":{"N":"1"},"counted":{"N":"0"}}],"LastEvaluatedKey":{"id":{"S":"x"}}}"#
    let transport = ScriptedTransport([{ _ in .success(.response(200, page)) }])
    let runs = try await sample.ledger(transport).pastRuns(atMost: 16)
    #expect(
      runs == [
        .run(at: Self.now, hasCounted: true),
        .run(at: Timestamp(secondsSince1970: 1), hasCounted: false),
      ])
    #expect(
      try sample.body(of: transport.requests.first) == [
        "TableName": "ledger",
        "KeyConditionExpression": "#scope = :scope AND begins_with(id, :run)",
        "ExpressionAttributeNames": ["#scope": "scope"],
        "ExpressionAttributeValues": [
          ":scope": ["S": "123456789012:key-reminder"], ":run": ["S": "RUN#"],
        ],
        "ConsistentRead": .bool(true), "Limit": .integer(16), "ScanIndexForward": .bool(false),
      ])
    #expect(transport.requests.count == 1)
  }

  @Test(
    "106: an odd line of a run is named, and the others are read",
    arguments: [
      (#"{"id":{"S":"RUN#x"},"counted":{"N":"1"}}"#, "at"),
      (#"{"id":{"S":"RUN#x"},"at":{"S":"1"},"counted":{"N":"1"}}"#, "at"),
      (#"{"id":{"S":"RUN#x"},"at":{"N":"-1"},"counted":{"N":"1"}}"#, "at"),
      (#"{"id":{"S":"RUN#x"},"at":{"N":"1"}}"#, "counted"),
      (#"{"id":{"S":"RUN#x"},"at":{"N":"1"},"counted":{"N":"2"}}"#, "counted"),
      (#"{"id":{"S":"RUN#x"},"at":{"N":"1"},"counted":{"BOOL":true}}"#, "counted"),
    ])
  func oddLine(line: String, attribute: String) async throws {
    let fine = #"{"id":{"S":"RUN#1"},"at":{"N":"1"},"counted":{"N":"1"}}"#
    let runs = try await sample.ledger(.response(200, #"{"Items":[\#(line),\#(fine)]}"#))
      .pastRuns(atMost: 16)
    #expect(
      runs == [
        .unreadable(
          name: "RUN#x", reason: "Its attribute \(attribute) is not as KeyReminder writes it."),
        .run(at: Timestamp(secondsSince1970: 1), hasCounted: true),
      ])
  }

  @Test("the line of a run has a name of its own, and is deleted after 400 days")
  func lineRequest() async throws {
    let transport = ScriptedTransport([{ _ in .success(.response(200, "{}")) }])
    let ages = AgeDistribution(alertAfterDays: 100, overdueAfterDays: 200)
    let result = RunResult(
      account: nil, dryRun: false, alertAfterDays: 100, overdueAfterDays: 200, ages: ages,
      progress: Progress(
        since: nil,
        retired: RetiredKeys(stages: [.final: .init(count: 3, medianDays: 5)], medianDays: 5),
        new: 1, ignored: 2))
    let ledger = try sample.ledger(transport)
    let use = LedgerUse(
      ledger: ledger, nonce: Self.nonce,
      cadence: Cadence(pace: .steady, schedule: .everyDays(3), overdueAfterDays: 200),
      tick: "2026-05-30T00:00:00Z")
    try await ledger.note(RunLine(result, use, at: Self.now))
    let body = try sample.body(of: transport.requests.first)
    #expect(
      body["Key"]?["id"] == ["S": .string("RUN#2026-05-30T00:00:00.000Z#\(Self.nonce)")])
    #expect(
      body["UpdateExpression"]?.string
        == "SET #at = :at, #tick = :tick, #complete = :complete, #counted = :counted,"
        + " #totals = :totals, expiresAt = :expires")
    let values = try #require(body["ExpressionAttributeValues"])
    #expect(values[":at"] == ["N": "1780099200"] && values[":expires"] == ["N": "1814659200"])
    #expect(values[":complete"] == ["N": "1"] && values[":counted"] == ["N": "1"])
    #expect(values[":tick"] == ["S": "2026-05-30T00:00:00Z"])
    let totals = try #require(values[":totals"]?["M"]?.object)
    #expect(totals["rotated"] == ["N": "3"] && totals["medianDaysToRetire"] == ["N": "5"])
    #expect(body["ConditionExpression"] == nil)
  }

  @Test("100: what the ledger refuses with is named by its step")
  func failures() async throws {
    let denied = Response.response(400, #"{"__type":"a#AccessDeniedException","message":"No."}"#)
    let ledger = try sample.ledger(denied, denied)
    let pruning = await #expect(throws: ServiceFailure.self) {
      try await ledger.prune(Self.pruning())
    }
    #expect(pruning?.step == .pruneLedger && pruning?.isDenied == true)
    let reading = await #expect(throws: ServiceFailure.self) {
      try await ledger.pastRuns(atMost: 16)
    }
    #expect(reading?.step == .readPastRuns)
  }
}
