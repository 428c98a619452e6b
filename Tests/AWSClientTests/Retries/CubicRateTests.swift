// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport

@testable import AWSClient

@Suite(.limited) struct CubicRateTests {
  struct Step: Decodable, Sendable {
    let response: String
    let timestamp: Double
    var calculated_rate: Double?
    var measured_tx_rate: Double?
    var new_token_bucket_rate: Double?
  }
  struct Given: Decodable, Sendable {
    let last_max_rate: Double
    let last_throttle_time: Double
  }
  struct Case: Decodable, Sendable {
    var given: Given?
    let cases: [Step]
  }

  static func published(_ group: String) -> [String: Case] {
    RetryVectors.cases("retry-2.0 adaptive", group)
  }

  @Test("our own steps: back after the window, slow there, quick beyond")
  func own() {
    var cubic = CubicRate.throttled(at: 5, rate: 10)
    let rates = [5, 6, 7, 9].map { second in
      cubic.succeeded(at: second, sending: .infinity)
      return cubic.rate
    }
    #expect(zip(rates, [7, 9.648936, 10.000031, 13.408697]).allSatisfy { abs($0 - $1) < 1e-5 })
    cubic.succeeded(at: 11, sending: 15)
    #expect(cubic.rate == 30)
    #expect(CubicRate.throttled(at: 0, rate: 0.1).rate == 0.5)
  }

  @Test("the SDKs' curve", .enabled(if: Vectors.areHere, RetryVectors.reason))
  func curve() throws {
    let all = Self.published("adaptiveRetryCubicTestCases")
    #expect(all.values.map(\.cases.count).reduce(0, +) == 15)
    for (name, test) in all {
      let given = try #require(test.given)
      var cubic = CubicRate(
        lastMaxRate: given.last_max_rate, lastThrottle: given.last_throttle_time)
      for step in test.cases {
        cubic.take(step, throttledAt: cubic.rate)
        let expected = try #require(step.calculated_rate)
        #expect(abs(cubic.rate - expected) < 1e-6, "\(name) at \(step.timestamp)")
      }
    }
  }

  @Test(
    "the SDKs' sending rates, given what they measured",
    .enabled(if: Vectors.areHere, RetryVectors.reason))
  func endToEnd() throws {
    let steps = Self.published("adaptiveRetryE2eTestCases").values.flatMap(\.cases)
    #expect(steps.count == 17)
    var cubic = CubicRate()
    var wasThrottled = false
    for step in steps {
      let measured = try #require(step.measured_tx_rate)
      cubic.take(step, throttledAt: wasThrottled ? min(measured, cubic.rate) : measured)
      wasThrottled = wasThrottled || step.response == "throttle"
      let expected = try #require(step.new_token_bucket_rate)
      #expect(abs(cubic.rate - expected) < 1e-6, "at \(step.timestamp)")
    }
  }
}

extension CubicRate {
  mutating func take(_ step: CubicRateTests.Step, throttledAt rate: Double) {
    if step.response == "throttle" {
      self = .throttled(at: step.timestamp, rate: rate)
    } else {
      succeeded(at: step.timestamp, sending: step.measured_tx_rate ?? .infinity)
    }
  }
}
