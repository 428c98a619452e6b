// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport

@testable import AWSClient

@Suite(.limited) struct RateLimiterTests {
  @Test("27: an hour without calls saves up one place, not thousands")
  func idle() throws {
    let limiter = RateLimiter()
    limiter.answered(limiter.departs(at: .zero), isThrottling: true, at: .seconds(1))
    let later = Duration.seconds(3600)
    let places = try (1...3).map { _ in try #require(limiter.join(at: later)) }
    #expect(limiter.wait(for: places[0], at: later) == nil)
    #expect(limiter.wait(for: places[1], at: later) != nil)
    #expect(limiter.wait(for: places[2], at: later) != nil)
  }
}
