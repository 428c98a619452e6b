// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport

@testable import AWSClient

@Suite(.limited) struct RateLimiterTests {
  @Test("27: an hour without calls saves up one position, not thousands")
  func idle() throws {
    let limiter = RateLimiter()
    limiter.received(
      responseTo: limiter.sends(at: .zero), isThrottling: true, at: .seconds(1))
    let later = Duration.seconds(3600)
    let positions = try (1...3).map { _ in try #require(limiter.join(at: later)) }
    #expect(limiter.wait(for: positions[0], at: later) == nil)
    #expect(limiter.wait(for: positions[1], at: later) != nil)
    #expect(limiter.wait(for: positions[2], at: later) != nil)
  }
}
