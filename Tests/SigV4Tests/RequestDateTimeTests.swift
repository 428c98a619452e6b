// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport
import UTC

@testable import SigV4

@Suite(.limited) struct RequestDateTimeTests {
  @Test(arguments: [
    (0, "19700101T000000Z"), (-1, "19691231T235959Z"), (999, "19700101T000000Z"),
    (951_782_399_999, "20000228T235959Z"), (951_782_400_000, "20000229T000000Z"),
    (1_440_938_160_000, "20150830T123600Z"), (.min, "00010101T000000Z"),
    (.max, "99991231T235959Z"),
  ])
  func isWrittenInWholeSecondsOfUTC(_ milliseconds: Int, _ text: String) {
    let time = RequestDateTime(Timestamp(millisecondsSince1970: milliseconds))
    #expect(time.dateTime == text)
    #expect(time.date == text.prefix(8))
  }
}
