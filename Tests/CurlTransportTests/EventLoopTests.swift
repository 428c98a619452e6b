// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import CurlTransport

@Suite struct EventLoopTests {
  @Test func itReturnsWhatMainReturns() throws {
    #expect(try EventLoop().run { 7 } == 7)
  }
}
