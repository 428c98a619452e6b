// SPDX-License-Identifier: Apache-2.0
import Identifiers
import JSON
import Testing
import TestSupport

@testable import KeyReminder
@testable import ReminderFunction

@Suite(.limited) struct ResponseTests {
  @Test(
    "a response lists a thousand owners, and says when there are more", arguments: [1000, 1001])
  func owners(count: Int) throws {
    var result = RunResult.sample
    result.owners = (0..<count).map {
      OwnerResult(
        user: .sample("user\($0)"), address: nil, keys: [], outcome: .failed, messageID: nil)
    }
    let json = result.json(version: "1.2.3", redirectedTo: nil)
    let listed = try #require(json["notifications"]?.array)
    #expect(listed.map(\.["userName"]?.string) == (0..<1000).map { "user\($0)" })
    #expect(json["notificationsTruncated"] == (count > 1000 ? .bool(true) : nil))
  }
}
