// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import Identifiers
import KeyReminder
import S3
import SigV4
import Testing
import TestSupport

@testable import AWSAdapters

@Suite(.limited) struct RunRecordsTests {
  private func records(
    _ responses: Response...
  ) throws -> (records: RunRecords<AWSClient>, transport: ScriptedTransport) {
    let transport = ScriptedTransport(responses.map { response in { _ in .success(response) } })
    let (bucket, endpoint) = try Bucket.resolve(
      "kr-runs", ownedBy: "111122223333", region: Region("eu-central-1"),
      settings: EndpointSettings(environment: [:]))
    let time = ManualTime()
    let client = AWSClient(
      endpoint: endpoint, shared: SharedState(transport: transport, time: time, random: { 1 }),
      credentials: Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: nil))
    let run = try #require(RunID("2026-11-25_a"))
    let records = RunRecords(
      s3: client, bucket: bucket, run: run, deadline: Deadline(in: .seconds(60), by: time))
    return (records, transport)
  }

  @Test("a record lies under its run, whatever its name")
  func keys() throws {
    let (records, _) = try records()
    let account = try #require(AccountID("123456789012"))
    #expect(
      [.plan, .chunks, .account(account), .turn(2)].map(records.key) == [
        "runs/2026-11-25_a/plan.json", "runs/2026-11-25_a/chunks.json",
        "runs/2026-11-25_a/accounts/123456789012.json", "runs/2026-11-25_a/turns/2.json",
      ])
  }

  @Test("125: a record that exists is not written over")
  func writing() async throws {
    let (records, transport) = try records(.response(200), .response(412))
    #expect(try await records.write(Array("{}".utf8), as: .plan))
    #expect(try await !records.write(Array("{}".utf8), as: .plan))
    #expect(
      transport.requests.map(\.path) == Array(repeating: "/runs/2026-11-25_a/plan.json", count: 2))
  }

  @Test("123: a record that is missing is not one that could not be read")
  func reading() async throws {
    let (records, _) = try records(
      .response(200, "{}"), .response(404, "<Error><Code>NoSuchKey</Code></Error>"),
      .response(403, "<Error><Code>AccessDenied</Code></Error>"))
    #expect(try await records.read(.plan) == Array("{}".utf8))
    #expect(try await records.read(.plan) == nil)
    let failure = await #expect(throws: ServiceFailure.self) { try await records.read(.plan) }
    #expect(failure?.step == .readRecord)
    #expect(failure?.isDenied == true)
  }
}
