// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing
import TestSupport

@testable import AWSClient

@Suite(.limited) struct ThrottlingTests {
  struct Limit: Sendable, CustomTestStringConvertible {
    let rate: Double, width: Int, latency: Int
    var testDescription: String { "\(rate) a second, \(width) side by side, \(latency) ms" }

    static let all = [10.0, 50, 200].flatMap { rate in
      [8, 16].flatMap { width in
        [10, 30, 100].map { Limit(rate: rate, width: width, latency: $0) }
      }
    }
  }

  @Test("27: a thousand calls cost a tenth more than the limit at most", arguments: Limit.all)
  func throughput(_ limit: Limit) throws {
    let run = try Run(limit, count: 1000)
    #expect(run.failed == 0)
    #expect(run.allowed == 1000)
    #expect(run.throttledShare <= 0.25)
    let byLimit = (1000 - Run.burst) / limit.rate
    let byLatency = 1000 / Double(limit.width) * Double(limit.latency) / 1000
    #expect(run.seconds <= 1.1 * max(byLimit, byLatency))
    #expect(run.quotaLeft == 500)
    #expect(run.counts.calls == run.allowed + run.counts.throttled)
    #expect(run.counts.retries == run.counts.throttled)
  }

  @Test("44: a throttled mail was certainly not accepted, and is sent when its turn comes")
  func mails() throws {
    let run = try Run(Limit(rate: 14, width: 8, latency: 50), count: 300, of: Tell())
    #expect(run.failed == 0 && run.allowed == 300)
    #expect(run.throttledShare <= 0.25)
  }

  @Test("27: calls that cannot be made by the deadline end there, not later and not much earlier")
  func untilTheDeadline() throws {
    let run = try Run(
      Limit(rate: 10, width: 8, latency: 20), count: 1000, deadline: .seconds(20))
    #expect(run.seconds <= 20)
    #expect(run.failed == 1000 - run.allowed)
    #expect(run.allowed >= 200)
  }

  @Test("27: calls that gave up do not delay those of the next invocation")
  func nextInvocation() throws {
    let time = VirtualTime()
    let service = BucketService(time, rate: 10, burst: 20, latency: .milliseconds(20))
    let client = AWSClient(SharedState(service, time))
    let failed = try time.run {
      let first = client.until(Deadline(in: .seconds(20), by: time))
      _ = await first.callAll(Ask(), count: 5000, width: 8)
      await time.sleep(for: .seconds(5))
      let second = client.until(Deadline(in: .seconds(12), by: time))
      return await second.callAll(Ask(), count: 100, width: 8)
    }
    #expect(failed == 0)
  }

  @Test("27: each call reports that it was throttled until the deadline, even if it was never sent")
  func throttledUntilTheDeadline() throws {
    let time = VirtualTime()
    let service = BucketService(time, rate: 0, burst: 0, latency: .milliseconds(20))
    let client = AWSClient(SharedState(service, time))
      .until(Deadline(in: .seconds(20), by: time))
    let errors = try time.run { await client.errors(of: Ask(), count: 500, width: 8) }
    #expect(errors.count == 500 && service.throttled < 100)
    for error in errors {
      guard case .deadline(let refusal?) = error else { return #expect(Bool(false), "\(error)") }
      #expect(refusal.code == "Throttling" && refusal.isThrottling)
    }
  }

  @Test("27: a service that throttles everything is called less and less often")
  func nothingButThrottling() throws {
    let run = try Run(
      Limit(rate: 0, width: 8, latency: 20), count: 8, burst: 0, deadline: .seconds(60))
    #expect(run.failed == 8 && run.seconds <= 60)
    #expect(run.counts.throttled < 100)
  }
}

/// The results of many calls to a service with a limit.
private struct Run {
  static let burst = 20.0

  let failed, allowed, quotaLeft: Int
  let seconds: Double
  let counts: CallCounts
  var throttledShare: Double { Double(counts.throttled) / Double(counts.calls) }

  init<Op: Operation>(
    _ limit: ThrottlingTests.Limit, count: Int, of operation: Op = Ask(), burst: Double = burst,
    deadline: Duration = .seconds(600)
  ) throws {
    let time = VirtualTime()
    let service = BucketService(
      time, rate: limit.rate, burst: burst, latency: .milliseconds(limit.latency))
    let shared = SharedState(service, time)
    let client = AWSClient(shared)
      .until(Deadline(in: deadline, by: time))
    failed = try time.run {
      await client.callAll(operation, count: count, width: limit.width)
    }
    (allowed, quotaLeft, counts) = (service.allowed, client.client.quota.left, shared.counts)
    seconds = time.uptime / .seconds(1)
  }
}
