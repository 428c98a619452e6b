// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport

@testable import ReminderFunction

@Suite(.limited) struct SendRateTests {
  @Test func anUnlimitedQuotaIsNotUsedUp() async throws {
    var account = WireAccount()
    account.sending = #"{"SendQuota":{"MaxSendRate":14,"Max24HourSend":-1,"SentLast24Hours":9}}"#
    let run = try await account.run()
    #expect(run.response?.contains(#""warnings":[]"#) == true && run.sent.count == 1)
  }

  @Test("44: SES's own rate is kept from the first mail on")
  func overTheWire() async throws {
    var account = WireAccount(users: ["a@x.org", "b@x.org", "c@x.org"])
    account.sending = #"{"SendQuota":{"MaxSendRate":2,"Max24HourSend":200,"SentLast24Hours":199}}"#
    let run = try await account.run()
    #expect(account.time.sleeps.reduce(.zero, +) >= .seconds(1) && run.sent.count == 3)
    let response = try #require(run.response)
    #expect(response.contains("SES accepts 1 more mails today, and 3 are due"))
    #expect(run.lines("WARN").count { $0.contains("1 more mails today") } == 1)
    #expect(response.contains(#""complete":true"#))
  }
}
