// SPDX-License-Identifier: Apache-2.0
import AWSClient
import DynamoDB
import HTTP
import Identifiers
import JSON
import KeyReminder
import SigV4
import Testing
import TestSupport
import UTC

@testable import AWSAdapters

@Suite(.limited) struct DynamoDBLedgerTests {
  private static let table = LedgerTable(name: "ledger", scope: "123456789012:key-reminder")
  private static let now = Timestamp(secondsSince1970: 1_780_099_200)

  private static let claim: Claim = {
    var chance = SeededGenerator(seed: 1)
    return Claim(
      id: LedgerID("P#1"), nonce: Nonce(using: &chance), madeAt: now,
      nextAt: now + ClaimPeriod(days: 3).gap)
  }()

  func ledger(_ transport: ScriptedTransport) throws -> DynamoDBLedger<AWSClient> {
    let endpoint = try Endpoint.resolve(
      .dynamoDB, region: Region("eu-central-1"), settings: EndpointSettings(environment: [:]))
    let time = ManualTime()
    let client = AWSClient(
      endpoint: endpoint,
      shared: SharedState(transport: transport, time: time, random: { 1 }),
      credentials: Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: nil))
    let deadline = Deadline(in: .seconds(60), by: time)
    return DynamoDBLedger(
      dynamoDB: client, table: Self.table,
      deadlines: LedgerDeadlines(
        reading: deadline, claims: deadline, records: deadline, progress: deadline))
  }

  func ledger(_ responses: Response...) throws -> DynamoDBLedger<AWSClient> {
    try ledger(ScriptedTransport(responses.map { response in { _ in .success(response) } }))
  }

  @Test("109: an address in another case is the same person, and is not stored")
  func ids() throws {
    let addresses = ["Ana@Example.com", "ana@example.COM", "bo@example.com"]
    let ids = try ledger().ids(of: addresses.compactMap(EmailAddress.init))
    // printf ana@example.com | sha256sum
    #expect(ids.map(\.description).first == "P#8e43ca37701228e74983efdbd0cff5c1")
    #expect(ids[0] == ids[1] && ids[0] != ids[2])
    #expect(ids.allSatisfy { $0.description.utf8.count == 34 })
    let mail = try ledger().id(of: addresses.compactMap(EmailAddress.init), tick: "t")
    #expect(mail.description.hasPrefix("M#") && mail.description.hasSuffix("#t"))
    #expect(mail.description.utf8.count == 36)
  }

  @Test func aRehearsalHasAScopeOfItsOwn() {
    #expect(Self.table.redirected.scope == "123456789012:key-reminder:redirect")
    #expect(Self.table.redirected.name == "ledger")
  }

  func body(of request: Request?) throws -> JSON {
    try JSON(parsing: try #require(request).body)
  }

  @Test("a claim names every reserved word by an alias, and holds for the period less the slack")
  func claimRequest() async throws {
    let transport = ScriptedTransport([{ _ in .success(.response(200, "{}")) }])
    guard case .claimed = try await ledger(transport).claim(Self.claim) else {
      Issue.record("the claim was refused")
      return
    }
    let nonce = Self.claim.nonce.description
    #expect(
      try body(of: transport.requests.first) == [
        "TableName": "ledger",
        "Key": ["scope": ["S": "123456789012:key-reminder"], "id": ["S": "P#1"]],
        "UpdateExpression":
          "SET #state = :claimed, nonce = :nonce, claimedAt = :now, nextAt = :next, expiresAt = :expires",
        "ConditionExpression": "attribute_not_exists(id) OR nextAt <= :now OR #state = :failed",
        "ExpressionAttributeNames": ["#state": "state"],
        "ExpressionAttributeValues": [
          ":claimed": ["S": "claimed"], ":failed": ["S": "failed"], ":nonce": ["S": .string(nonce)],
          ":now": ["N": "1780099200"], ":next": ["N": "1780315200"],
          ":expires": ["N": "1814659200"],
        ],
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
      ])
  }

  @Test("a claim that starts anew takes the place of one that was made a period ago")
  func claimAnew() async throws {
    let transport = ScriptedTransport([{ _ in .success(.response(200, "{}")) }])
    let claim = Claim(
      id: Self.claim.id, nonce: Self.claim.nonce, madeAt: Self.now, nextAt: Self.claim.nextAt,
      startsAnew: true)
    _ = try await ledger(transport).claim(claim)
    let body = try body(of: transport.requests.first)
    #expect(
      body["ConditionExpression"]
        == "attribute_not_exists(id) OR nextAt <= :now OR #state = :failed OR claimedAt <= :latest")
    let period = Int((Self.claim.nextAt - Self.now) / .seconds(1))
    let latest = JSON.string("\(1_780_099_200 - period)")
    #expect(body["ExpressionAttributeValues"]?[":latest"] == ["N": latest])
  }

  @Test(
    "an outcome uses every alias and every value that it defines",
    arguments: [
      (ReminderOutcome.failed, "SET #state = :outcome", ["#state"]),
      (.unknown, "SET #state = :outcome", ["#state"]),
      (
        .sent(messageID: "m", keys: [:]),
        "SET #state = :outcome, sentAt = claimedAt, #keys = :keys, messageId = :message",
        ["#keys", "#state"]
      ),
      (
        .sent(messageID: "m", keys: [:], easing: Easing(round: 3, nextAt: now)),
        "SET #state = :outcome, sentAt = claimedAt, #keys = :keys, nextAt = :next, #round = :round,"
          + " messageId = :message", ["#keys", "#round", "#state"]
      ),
      (
        .sent(messageID: nil, keys: [:]),
        "SET #state = :outcome, sentAt = claimedAt, #keys = :keys REMOVE messageId",
        ["#keys", "#state"]
      ),
    ] as [(ReminderOutcome, String, [String])])
  func outcomeRequest(outcome: ReminderOutcome, update: String, names: [String]) async throws {
    let transport = ScriptedTransport([{ _ in .success(.response(200, "{}")) }])
    guard case .recorded = try await ledger(transport).record(outcome, of: Self.claim) else {
      Issue.record("the outcome was refused")
      return
    }
    let body = try body(of: transport.requests.first)
    #expect(body["UpdateExpression"]?.string == update)
    #expect(body["ConditionExpression"] == "nonce = :nonce AND #state = :claimed")
    #expect(body["ExpressionAttributeNames"]?.object?.keys.sorted() == names)
    let condition = " nonce = :nonce AND #state = :claimed"
    let values = try #require(body["ExpressionAttributeValues"]?.object)
    #expect(values.keys.allSatisfy { (update + condition).contains($0) })
    #expect(values[":outcome"] == ["S": .string(outcome.state.rawValue)])
  }

  private static let item =
    #"{"scope":{"S":"s"},"id":{"S":"P#1"},"state":{"S":"sent"},"nonce":{"S":"ab"},"#
    + #""claimedAt":{"N":"1780099200"},"nextAt":{"N":"1780315200"},"sentAt":{"N":"1780099200"},"#
    + #""messageId":{"S":"m"},"expiresAt":{"N":"1814659200"},"keys":{"M":{"123456789012/AKIA1":"#
    + #"{"M":{"times":{"N":"2"},"first":{"N":"1779840000"},"created":{"N":"1700000000"}}}}}}"#

  @Test func entry() async throws {
    let records = try await ledger(.response(200, #"{"Items":[\#(Self.item)]}"#)).records()
    let key = try #require(LedgerKey("123456789012/AKIA1"))
    let entry = LedgerEntry(
      state: .sent, nonce: "ab", claimedAt: Self.now, nextAt: Self.now + .seconds(216_000),
      sentAt: Self.now,
      keys: [
        key: KeyHistory(
          times: 2, first: Self.now + .seconds(-259_200),
          created: Timestamp(secondsSince1970: 1_700_000_000))
      ])
    #expect(records == [LedgerID("P#1"): .entry(entry)])
  }

  @Test("what was written is read as it was", arguments: [1, 7])
  func roundTrip(times: Int) async throws {
    let transport = ScriptedTransport([{ _ in .success(.response(200, "{}")) }])
    let key = try #require(LedgerKey("unknown/AKIA1"))
    let keys = [
      key: KeyHistory(
        times: times, first: Self.now, created: Self.now,
        owner: times == 1 ? nil : PrincipalID("AIDA1"))
    ]
    _ = try await ledger(transport).record(.sent(messageID: "m", keys: keys), of: Self.claim)
    let written = try #require(
      try body(of: transport.requests.first)["ExpressionAttributeValues"]?[":keys"])
    let page: JSON = [
      "Items": [
        [
          "id": ["S": "P#1"], "state": ["S": "sent"], "nonce": ["S": "x"],
          "claimedAt": ["N": "1"], "nextAt": ["N": "2"], "keys": written,
        ]
      ]
    ]
    let records = try await ledger(.response(200, page.text)).records()
    guard case .entry(let entry)? = records[LedgerID("P#1")] else {
      Issue.record("\(records)")
      return
    }
    #expect(entry.keys == keys)
  }

  @Test(
    "106: an odd item is that recipient's alone",
    arguments: [
      (#""S":"sent""#, #""S":"delivered""#, "state"), (#""state":{"S":"sent"},"#, "", "state"),
      (#"{"S":"ab"}"#, #"{"N":"1"}"#, "nonce"),
      (
        #""nextAt":{"N":"1780315200"}"#,
        #""nextAt":{"N":"12345678901234567890123456789012345678"}"#,
        "nextAt"
      ),
      (#""nextAt":{"N":"1780315200"}"#, #""nextAt":{"N":"-1"}"#, "nextAt"),
      (#""nextAt":{"N":"1780315200"}"#, #""nextAt":{"S":"tomorrow"}"#, "nextAt"),
      (#""claimedAt":{"N":"1780099200"}"#, #""claimedAt":{"NULL":true}"#, "claimedAt"),
      (#""sentAt":{"N":"1780099200"}"#, #""sentAt":{"N":"1.5"}"#, "sentAt"),
      ("123456789012/AKIA1", "AKIA1", "keys"), ("123456789012/AKIA1", "12/AKIA1", "keys"),
      (#""times":{"N":"2"}"#, #""times":{"N":"0"}"#, "keys"),
      (#""times":{"N":"2"},"#, "", "keys"),
      (#""messageId":{"S":"m"}"#, #""round":{"N":"0"}"#, "round"),
      (#""messageId":{"S":"m"}"#, #""round":{"S":"2"}"#, "round"),
      (#""times":{"N":"2"}"#, #""times":{"N":"2"},"owner":{"N":"1"}"#, "keys"),
      (#""times":{"N":"2"}"#, #""times":{"N":"2"},"owner":{"S":"a@b"}"#, "keys"),
      (#""keys":{"M""#, #""keys":{"L":[]},"other":{"M""#, "keys"),
    ])
  func oddItem(written: String, odd: String, attribute: String) async throws {
    let text = try #require(Self.item.replacing(first: written, with: odd))
    let fine = Self.item.replacing(first: "P#1", with: "P#2") ?? ""
    let records = try await ledger(.response(200, #"{"Items":[\#(text),\#(fine)]}"#)).records()
    let reason = "Its attribute \(attribute) is not as KeyReminder writes it."
    #expect(records[LedgerID("P#1")] == .unreadable(reason: reason))
    guard case .entry? = records[LedgerID("P#2")] else {
      Issue.record("the other item is lost")
      return
    }
  }

  @Test("107: an item that comes twice, or without a name, makes the list untrustworthy")
  func untrustworthy() async throws {
    for item in [Self.item, #"{"state":{"S":"sent"}}"#] {
      let page = Response.response(200, #"{"Items":[\#(Self.item),\#(item)]}"#)
      await #expect(throws: ServiceFailure.self) {
        try await ledger(page, page, page).records()
      }
    }
  }

  @Test("98: the item that stood in the way of a claim is returned")
  func refused() async throws {
    let type = #"{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException""#
    let response = Response.response(400, type + #","Item":\#(Self.item)}"#)
    guard case .refused(.entry(let entry)) = try await ledger(response).claim(Self.claim) else {
      Issue.record("the claim was not refused")
      return
    }
    #expect(entry.state == .sent && entry.nonce == "ab")
    let missing = try await ledger(.response(400, type + "}")).record(.failed, of: Self.claim)
    guard case .refused(.unreadable(let reason)) = missing else {
      Issue.record("the outcome was not refused")
      return
    }
    #expect(reason == "The item is missing.")
  }

  @Test(
    "100, 101: what the ledger refuses with is named",
    arguments: [
      "AccessDeniedException", "ResourceNotFoundException", "ValidationException",
    ])
  func failure(code: String) async throws {
    let response = Response.response(400, #"{"__type":"a#\#(code)","message":"No."}"#)
    let error = await #expect(throws: ServiceFailure.self) {
      try await ledger(response).claim(Self.claim)
    }
    #expect(error?.step == .claimReminder)
    #expect(error?.isDenied == code.hasPrefix("AccessDenied"))
  }
}

extension String {
  /// The text with the first occurrence of `old` replaced; `nil` when there is none.
  fileprivate func replacing(first old: String, with new: String) -> String? {
    guard let range = firstRange(of: old) else { return nil }
    return String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}
