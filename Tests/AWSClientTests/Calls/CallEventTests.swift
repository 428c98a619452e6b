// SPDX-License-Identifier: Apache-2.0
import HTTP
import SigV4
import Testing
import TestSupport

@testable import AWSClient

/// What an observer is told of calls.
@Suite(.limited) struct CallEventTests {
  private let time = ManualTime()
  private let events = Transcript<CallEvent>()

  /// A transport whose responses take 250 ms each.
  private func slow(_ replies: [ScriptedTransport.Reply]) -> ScriptedTransport {
    ScriptedTransport(
      replies.map { reply in
        { [time] request in
          time.advance(by: .milliseconds(250))
          return await reply(request)
        }
      })
  }

  private func call(
    _ replies: [ScriptedTransport.Reply], seconds: Int = 60
  ) async -> Result<String, AWSError> {
    let client = AWSClient(SharedState(slow(replies), time)).observed(by: events.add)
    do throws(AWSError) {
      return .success(try await client.call(Ask(), by: Deadline(in: .seconds(seconds), by: time)))
    } catch {
      return .failure(error)
    }
  }

  private func attempt(_ number: Int, _ outcome: CallAttempt.Outcome) -> CallEvent {
    .attempt(
      CallAttempt(
        operation: "Ask", number: number, duration: .milliseconds(250), outcome: outcome))
  }

  @Test("each attempt and each retry: operation, number, status, time, AWS's request id")
  func attempts() async throws {
    let id: Fields = ["x-amzn-RequestId": "r-1"]
    let result = await call(
      .replies(
        .response(500, "ServiceFailure", fields: id), .response(200, "yes", fields: id)))
    #expect(try result.get() == "yes")
    let refusal = ServiceError(
      status: 500, code: "ServiceFailure", message: "Internal Server Error", requestID: "r-1")
    #expect(
      events.items == [
        attempt(1, .refusal(refusal)), .retry(operation: "Ask", delay: .milliseconds(50)),
        attempt(2, .success(status: 200, requestID: "r-1")),
      ])
  }

  @Test("an attempt without a response, or with one that cannot be read, has ended too")
  func failures() async {
    let reset = TransportError(.interrupted, "reset")
    _ = await call(
      [{ _ in .failure(reset) }]
        + .replies(Response(status: 200, body: [0xFF]), .response(403, "No")))
    #expect(
      events.items == [
        attempt(1, .failure(.transport(reset))),
        .retry(operation: "Ask", delay: .milliseconds(50)),
        attempt(2, .failure(.malformedResponse("no text"))),
        .retry(operation: "Ask", delay: .milliseconds(100)),
        attempt(
          3, .refusal(ServiceError(status: 403, code: "No", message: "Forbidden", requestID: nil))),
      ])
  }

  @Test("a call that waits for its turn after a throttling says so")
  func queue() async {
    _ = await call(.replies(.response(400, "Throttling"), .response(200, "yes")))
    let waits = events.items.filter {
      if case .queue("Ask", let wait) = $0 { wait > .zero } else { false }
    }
    #expect(!waits.isEmpty && time.sleeps.count == waits.count)
    #expect(events.items.last == attempt(2, .success(status: 200, requestID: nil)))
  }

  @Test("a read that is sent again for a dead connection says so, and is one attempt")
  func staleConnection() async {
    let stale = TransportError(.interrupted, "reset", wasStaleConnection: true)
    _ = await call([{ _ in .failure(stale) }] + .replies(.response(200, "yes")))
    #expect(events.items.first == .staleConnection(operation: "Ask") && events.items.count == 2)
  }

  @Test("97: no event contains a secret, whatever AWS repeats")
  func secrets() async {
    let secret = "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY"
    let credentials = Credentials(
      accessKeyID: "AKIDEXAMPLE", secretAccessKey: secret, sessionToken: nil)
    let transport = ScriptedTransport(
      .replies(
        .response(500, secret, fields: ["x-amzn-RequestId": secret]),
        .response(200, "yes", fields: ["x-amzn-RequestId": secret])))
    let client = AWSClient(
      endpoint: .example, shared: SharedState(transport, time), credentials: credentials
    ).observed(by: events.add)
    _ = try? await client.call(Ask(), by: Deadline(in: .seconds(60), by: time))
    #expect(events.items.count == 3 && !"\(events.items)".contains(secret))
  }

  @Test("who is not observed is not told of, and a client that was copied before is not")
  func nobody() async throws {
    let client = AWSClient(
      SharedState(ScriptedTransport(.replies(.response(200), .response(200))), time))
    _ = client.observed(by: events.add)
    _ = try await client.call(Ask(), by: Deadline(in: .seconds(60), by: time))
    #expect(events.items.isEmpty && client.observer == nil)
    let silent = client.observed(by: events.add).observed(by: nil)
    _ = try await silent.call(Ask(), by: Deadline(in: .seconds(60), by: time))
    #expect(events.items.isEmpty)
  }
}
