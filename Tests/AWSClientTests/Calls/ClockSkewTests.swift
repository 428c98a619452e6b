// SPDX-License-Identifier: Apache-2.0
import HTTP
import Synchronization
import Testing
import TestSupport
import UTC

@testable import AWSClient

@Suite(.limited) struct ClockSkewTests {
  /// 2026-02-02T02:40:00Z, and how a service's `Date` field says it.
  private static let start = Timestamp(secondsSince1970: 1_770_000_000)
  private let time = ManualTime(start)

  private func refusal(_ code: String, _ date: String?) -> Response {
    .response(403, code, fields: date.map { ["Date": $0] } ?? [:])
  }

  private func client(_ transport: ScriptedTransport) -> AWSClient {
    AWSClient(SharedState(transport, time))
  }

  private func dates(_ transport: ScriptedTransport) -> [String] {
    transport.requests.compactMap(\.dated)
  }

  @Test(
    "80: a wrong clock is corrected by the response, once, for all calls of all clients",
    arguments: [
      "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "SignatureDoesNotMatch",
      "InvalidSignatureException", "AuthFailure",
    ],
    [
      ("Mon, 02 Feb 2026 03:00:00 GMT", "20260202T030000Z"),
      ("Mon, 02 Feb 2026 02:20:00 GMT", "20260202T022000Z"),
    ])
  func corrected(code: String, clock: (date: String, stamp: String)) async throws {
    let transport = ScriptedTransport(
      .replies(refusal(code, clock.date), .response(200), .response(200), .response(200)))
    let shared = SharedState(transport, time)
    // Surely not carried out, so even what is not repeatable is sent again.
    _ = try await AWSClient(shared).call(Tell())
    _ = try await AWSClient(shared).call(Ask())
    #expect(dates(transport) == ["20260202T024000Z", clock.stamp, clock.stamp])
    #expect(time.sleeps.isEmpty)
  }

  @Test("80: of requests in flight together each is corrected, not only the first")
  func inFlightTogether() throws {
    let time = VirtualTime()
    let transport = ScriptedTransport { request in
      await time.sleep(for: .milliseconds(20))
      let isOld = request.dated == "20260202T024000Z"
      return .success(
        isOld
          ? .response(
            403, "SignatureDoesNotMatch", fields: ["Date": "Mon, 02 Feb 2026 03:00:00 GMT"])
          : .response(200))
    }
    let client = AWSClient(SharedState(transport, time)).until(Deadline(in: .seconds(60), by: time))
    let failed = try time.run {
      await client.callAll(Ask(), count: 8, width: 8)
    }
    #expect(failed == 0)
    #expect(transport.requests.count == 16)
  }

  @Test(
    "81: with a date within four minutes, a signature is wrong for another reason",
    arguments: ["Mon, 02 Feb 2026 02:43:59 GMT", "Mon, 02 Feb 2026 02:36:01 GMT"])
  func notTheClock(date: String) async throws {
    let transport = ScriptedTransport { [refusal] _ in
      .success(refusal("SignatureDoesNotMatch", date))
    }
    await #expect(throws: AWSError.self) { try await client(transport).call(Ask()) }
    #expect(transport.requests.count == 1)
  }

  @Test("81: with four minutes it may be the clock")
  func fourMinutes() async throws {
    let refused = refusal("SignatureDoesNotMatch", "Mon, 02 Feb 2026 02:44:00 GMT")
    let transport = ScriptedTransport(.replies(refused, .response(200)))
    _ = try await client(transport).call(Ask())
    #expect(dates(transport) == ["20260202T024000Z", "20260202T024400Z"])
  }

  @Test(
    "82: without a readable date nothing is corrected",
    arguments: [nil, "", "yesterday", "2026-02-02T03:00:00Z", "Mon, 02 Feb 2026 25:00:00 GMT"])
  func noDate(date: String?) async {
    let transport = ScriptedTransport { [refusal] _ in
      .success(refusal("RequestTimeTooSkewed", date))
    }
    await #expect(throws: AWSError.self) { try await client(transport).call(Ask()) }
    #expect(transport.requests.count == 1)
  }

  @Test("82: a service that refuses the corrected date too is not called a third time")
  func noLoop() async {
    let dates = Mutex(["Mon, 02 Feb 2026 03:00:00 GMT", "Mon, 02 Feb 2026 04:00:00 GMT"])
    let transport = ScriptedTransport { [refusal] _ in
      .success(refusal("RequestTimeTooSkewed", dates.withLock { $0.removeFirst() }))
    }
    await #expect(throws: AWSError.self) { try await client(transport).call(Ask()) }
    #expect(transport.requests.count == 2)
  }

  @Test("83: each attempt is signed with its own date, also after midnight")
  func midnight() async throws {
    let midnight = Timestamp(secondsSince1970: 1_770_076_800)
    time.set(midnight + .seconds(-0.02))
    let transport = ScriptedTransport(.replies(.response(500), .response(200)))
    _ = try await client(transport).call(Ask())
    #expect(dates(transport) == ["20260202T235959Z", "20260203T000000Z"])
    let scopes = transport.requests.compactMap { $0.fields["Authorization"] }
    #expect(scopes.map { $0.contains("/20260202/") } == [true, false])
    #expect(scopes.last?.contains("/20260203/us-east-1/iam/") == true)
  }
}

extension Request {
  /// The date it is signed with.
  fileprivate var dated: String? { fields["x-amz-date"] }
}

@Suite(.limited) struct HTTPDateTests {
  @Test(
    "the date of RFC 9110",
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800),
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
    ])
  func read(text: String, seconds: Int) {
    #expect(HTTPDate.parse(text) == Timestamp(secondsSince1970: seconds))
  }

  @Test(
    "any other text is not a date",
    arguments: [
      "", "GMT", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov 1994 08:49 GMT",
      "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 32 Nov 1994 08:49:37 GMT",
      "Sun, 31 Feb 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
      "Sun, 06 Nov 99999999999999999999 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT GMT",
    ])
  func refused(text: String) { #expect(HTTPDate.parse(text) == nil) }
}
