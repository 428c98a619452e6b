// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTP
import Synchronization
import Testing
import TestSupport
import UTC

@testable import AWSClient

@Suite(.limited) struct RetryTests {
  @Test("our own cases", arguments: NamedRetryCase.own)
  func own(_ test: NamedRetryCase) async { await play(test) }

  @Test(
    "the SDKs' cases", .enabled(if: Vectors.areHere, RetryVectors.reason),
    arguments: NamedRetryCase.published)
  func published(_ test: NamedRetryCase) async { await play(test) }

  @Test("every case is there", .enabled(if: Vectors.areHere, RetryVectors.reason))
  func isWhole() { #expect(NamedRetryCase.published.count == 13) }

  /// Plays a case through a client. A step's quota is read when the next request comes.
  func play(_ test: NamedRetryCase) async {
    let quota = RetryQuota(capacity: test.given.initial_retry_tokens ?? 500)
    let left = Mutex<[Int]>([])
    let time = ManualTime()
    let transport = ScriptedTransport(
      test.steps.map { step in
        { _ in
          left.withLock { $0.append(quota.left) }
          return .success(step.response.response)
        }
      })
    let client = AWSClient(SharedState(transport, time, policy: test.given.policy), quota: quota)
    for end in test.steps.map(\.expected).filter({ !$0.isRetry }) {
      let output = try? await client.call(Ask())
      #expect((output != nil) == (end.outcome == "success"))
    }
    #expect(transport.requests.count == test.steps.count)
    let isThrottled = test.steps.contains { $0.response.error_code != nil }
    guard !isThrottled else {
      // Ours: throttling costs no quota, and the limiter's queue replaces the delay.
      #expect(left.withLock { $0 } + [quota.left] == [500, 500, 500])
      return
    }
    #expect(
      left.withLock { $0 }.dropFirst() + [quota.left] == test.steps.map(\.expected.retry_quota))
    let delays = test.steps.compactMap(\.expected.delay)
    #expect(time.sleeps.count == delays.count)
    #expect(zip(time.sleeps, delays).allSatisfy { abs($0 / .seconds(1) - $1) < 1e-9 })
  }

  @Test(
    "calls side by side share the quota", .enabled(if: Vectors.areHere, RetryVectors.reason))
  func sideBySide() throws {
    let cases: [String: RetryCase] = RetryVectors.cases(
      NamedRetryCase.section, "newStandardRetryMultiThreadedTestCases")
    let test = try #require(cases["Shared multi-threaded scenarios"])
    var threads = try #require(test.threads).map { $0[...] }
    let quota = RetryQuota()
    var calls = threads.map { _ in
      Retry(policy: test.given.policy, quota: quota, skew: ClockSkew(), isRepeatable: true)
    }
    // Each step goes to the call that expects what the quota will be.
    for (call, left) in [(0, 486), (0, 472), (1, 458), (1, 472), (0, 486)] {
      let next = threads[call].popFirst()
      let step = try #require(next)
      #expect(step.expected.retry_quota == left)
      if step.expected.isRetry {
        #expect(calls[call].delay(after: .status(step.response.status_code)) != nil)
      } else {
        calls[call].succeeded()
      }
      #expect(quota.left == left)
    }
    #expect(threads.map(\.count) == [0, 0])
  }

  @Test("28: a service that is down ends the retries of all calls")
  func noStorm() async {
    let transport = ScriptedTransport { _ in .success(.response(500)) }
    let client = AWSClient(SharedState(transport, ManualTime()))
    for _ in 1...100 { _ = try? await client.call(Ask()) }
    // 500 tokens buy 35 retries.
    #expect(transport.requests.count == 135)
  }

  @Test("28: a service that is down does not use up another's retries")
  func quotaIsTheServices() async throws {
    let transport = ScriptedTransport { _ in .success(.response(500)) }
    let shared = SharedState(transport, ManualTime())
    let down = AWSClient(shared)
    for _ in 1...100 { _ = try? await down.call(Ask()) }
    _ = try? await AWSClient(shared).call(Ask())
    #expect(transport.requests.count == 138)
  }

  @Test("a delay is at most twenty seconds, whatever the attempt")
  func longestDelay() {
    #expect(RetryPolicy().delay(after: 10, random: 1) == .seconds(20))
    #expect(RetryPolicy().delay(after: .max, random: 0.5) == .seconds(10))
  }

  @Test(
    "a hint that is not a number of milliseconds is ignored",
    arguments: ["-1", "1.5", "", " 7", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999999999999999"])
  func oddHints(hint: String) async throws {
    let time = ManualTime()
    let fault = Response.response(500, fields: ["x-amz-retry-after": hint])
    let transport = ScriptedTransport(.replies(fault, .response(200)))
    _ = try await AWSClient(SharedState(transport, time)).call(Ask())
    #expect(time.sleeps == [.milliseconds(50)])
  }
}

extension RetryCase.Given {
  var policy: RetryPolicy {
    var policy = RetryPolicy()
    policy.attempts = max_attempts ?? policy.attempts
    policy.longestDelay = max_backoff_time.map { .seconds($0) } ?? policy.longestDelay
    return policy
  }
}

extension Retry {
  fileprivate mutating func delay(after failed: FailedAttempt) -> Duration? {
    delay(after: failed, at: Timestamp(secondsSince1970: 0), random: { 1 })
  }
}

extension FailedAttempt {
  fileprivate static func status(_ status: Int) -> FailedAttempt {
    FailedAttempt(.service(ServiceError(status: status, code: "\(status)", message: "")))
  }
}
