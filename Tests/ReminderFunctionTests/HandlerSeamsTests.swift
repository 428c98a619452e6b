// SPDX-License-Identifier: Apache-2.0
import HTTP
import JSON
import KeyReminder
import Synchronization
import Testing
import TestSupport

@testable import ReminderFunction

/// The handler passes each value on to the right receiver.
@Suite(.limited) struct HandlerSeamsTests {
  @Test("73: connections are renewed once an invocation, before its first request")
  func renewal() async throws {
    let runs = try await WireAccount().run(times: 2)
    #expect(runs.renewals == [0, runs.requests.count / 2])
    #expect(try await WireAccount().run(#"{"dryrun":true}"#).renewals == [])
  }

  @Test("each service is asked at its own endpoint, signed for it, with our credentials")
  func endpoints() async throws {
    let run = try await WireAccount().run(setting: [
      "AWS_ENDPOINT_URL_IAM": "http://127.0.0.1:5001", "SES_REGION": "us-west-2",
      "AWS_ENDPOINT_URL_SESV2": "http://127.0.0.1:5002",
    ])
    #expect(run.requests.count == 5)
    for (request, _) in run.requests {
      let isSES = request.path.hasPrefix("/v2/email/")
      #expect(request.authority == (isSES ? "127.0.0.1:5002" : "127.0.0.1:5001"))
      let scope = isSES ? "us-west-2/ses" : "us-east-1/iam"
      let signer =
        "AWS4-HMAC-SHA256 Credential=ASIAIOSFODNN7EXAMPLE/20260202/\(scope)/aws4_request,"
      #expect(request.fields["Authorization"]?.hasPrefix(signer) == true)
      #expect(request.fields["X-Amz-Security-Token"] == "session-token")
    }
  }

  @Test("86: what is read has until reading's end, a mail until the end of all")
  func deadlines() async throws {
    let run = try await WireAccount().run(seconds: 5, setting: ["ADMIN_EMAIL": "admin@example.com"])
    #expect(run.sent == ["ana@example.com", "admin@example.com"])
    for (request, limits) in run.requests {
      let isMail = request.path == "/v2/email/outbound-emails"
      #expect(limits.deadline?.uptime == .milliseconds(isMail ? 4750 : 3800))
    }
  }

  @Test("87: when the mails' time is over, the report to the admins still leaves")
  func lastMail() async throws {
    let names = (1...9).map { "user\($0)@example.com" }
    let run = try await WireAccount(users: names, latency: .seconds(1)).run(
      seconds: 30, setting: ["ADMIN_EMAIL": "admin@example.com", "MAX_CONCURRENCY": "1"])
    // 21 calls come first; from then on there is time for mails until second 27.
    #expect(run.sent == names.prefix(6) + ["admin@example.com"])
    #expect(run.response?.contains(#""adminReport":"sent""#) == true)
    #expect(run.response?.contains(#""emails":{"failed":3,"sent":6,"unknown":0}"#) == true)
  }

  @Test("44: all mails of a run keep one pace, the report to the admins too")
  func pace() async throws {
    var account = WireAccount(users: ["ana@example.com", "bo@example.com"])
    account.sending = #"{"SendQuota":{"MaxSendRate":2.0}}"#
    let run = try await account.run(setting: [
      "ADMIN_EMAIL": "admin@example.com", "MAX_CONCURRENCY": "1",
    ])
    #expect(run.sent.count == 3)
    #expect(account.time.sleeps == [.milliseconds(500), .milliseconds(500)])
  }

  @Test("as many requests are in flight as MAX_CONCURRENCY says", arguments: [1, 3, 7])
  func width(width: Int) async throws {
    let crowd = Crowd(of: width)
    var account = WireAccount(users: (1...14).map { "user\($0)@example.com" })
    account.hold = { request in
      if String(decoding: request.body, as: UTF8.self).hasPrefix("Action=ListAccessKeys&") {
        await crowd.pass()
      }
    }
    let run = try await account.run(setting: ["MAX_CONCURRENCY": "\(width)"])
    #expect(run.sent.count == 14 && crowd.peak == width)
  }

  @Test("nobody is mailed when more mails are due than MAX_EMAILS says")
  func mostMails() async throws {
    let account = WireAccount(users: ["ana@example.com", "bo@example.com"])
    #expect(try await account.run(setting: ["MAX_EMAILS": "1"]).sent.isEmpty)
  }
}

/// Holds requests up until `size` of them are in flight, and returns the most that there were.
private final class Crowd: Sendable {
  private struct State {
    var inFlight = 0
    var peak = 0
  }

  private let size: Int
  private let state = Mutex(State())

  init(of size: Int) { self.size = size }

  var peak: Int { state.withLock { $0.peak } }

  func pass() async {
    state.withLock {
      $0.inFlight += 1
      $0.peak = max($0.peak, $0.inFlight)
    }
    while peak < size { await Task.yield() }
    // A request beyond these has the time to arrive.
    for _ in 0..<100 { await Task.yield() }
    state.withLock { $0.inFlight -= 1 }
  }
}
