// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TestSupport

@Suite(.limited) struct TimeLimitTests {
  @Test("a test that hangs ends the run, whatever it hangs in") func hang() async {
    await #expect(processExitsWith: .exitCode(EXIT_FAILURE)) {
      _ = Watchdog.shared.begin("this test", for: .milliseconds(1))
      Gate().wait()
    }
  }
}
