// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import bootstrap

@Suite struct EventTests {
  @Test(arguments: ["", " \n", "{}", #"{"source":"aws.events"}"#, #"{"detail-type":"x"}"#])
  func aRunAsConfigured(payload: String) throws {
    let event = try Event(Array(payload.utf8))
    #expect(event.dryRun == nil && event.alertAfterDays == nil && event.audience == nil)
  }
}
