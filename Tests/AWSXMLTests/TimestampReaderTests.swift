// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport
import UTC

@testable import AWSXML

@Suite(.limited) struct TimestampReaderTests {
  @Test(
    "P11, 34: moments in every format of AWS",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2014-01-15T19:57:30Z", 1_389_815_850),
      ("2014-01-15T19:57:30+00:00", 1_389_815_850), ("2014-01-15T19:57:30.5Z", 1_389_815_850.5),
      ("2014-01-15T19:57:30.123456Z", 1_389_815_850.123456),
      ("2014-01-15T20:57:30+01:00", 1_389_815_850), ("2014-01-15T14:27:30-0530", 1_389_815_850),
      ("2014-01-15T21:57:30+02", 1_389_815_850), ("2014-01-15t19:57:30z", 1_389_815_850),
      ("2019-12-31T23:59:60Z", 1_577_836_800), ("2024-02-29T00:00:00Z", 1_709_164_800),
      ("2000-02-29T12:00:00Z", 951_825_600), ("1969-12-31T23:59:59Z", -1),
      ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
      ("1389815850", 1_389_815_850), ("1389815850.5", 1_389_815_850.5),
      ("1.38981585E9", 1_389_815_850), ("100000000", 100_000_000),
    ] as [(String, Double)])
  func read(text: String, seconds: Double) throws {
    let moment = try #require(TimestampReader.moment(from: Array(text.utf8)))
    #expect(moment.millisecondsSince1970 == Int((seconds * 1000).rounded(.down)))
  }

  @Test(
    "34: any other text is unknown, and nothing traps",
    arguments: [
      "", " ", "now", "N/A", "no_information", "2014", "20140115", "0", "-1", "99999999",
      "2014-01-15", "2014-01-15T19:57Z",
      "2014-01-15T19:57:30", "2014-01-15T19:57:30.Z", "2014-01-15T19:57:30ZZ",
      "2014-01-15T19:57:30+", "2014-01-15T19:57:30+1", "2014-01-15T19:57:30+01:",
      "2014-01-15T19:57:30+24:00", "2014-01-15T19:57:30+01:60", "2014-1-15T19:57:30Z",
      "2014-00-15T19:57:30Z", "2014-13-15T19:57:30Z", "2014-01-00T19:57:30Z",
      "2014-04-31T00:00:00Z", "2014-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
      "2014-01-32T00:00:00Z", "2014-01-15T24:00:00Z", "2014-01-15T19:60:00Z",
      "2014-01-15T19:57:61Z", "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z",
      "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:60Z", "-001-01-01T00:00:00Z",
      "+2014-01-15T19:57:30Z", "２０１４-01-15T19:57:30Z", "nan", "inf", "-inf", "0x10", "1e400",
      "-1e400", "1389815850000", "99999999999999999999999999999999999", "1e", "--1", "e", ".",
    ])
  func unknown(text: String) {
    #expect(TimestampReader.moment(from: Array(text.utf8)) == nil)
  }

  @Test("the first and the last day of every month from 1600 to 2400")
  func everyMonth() {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var seconds = -11_676_096_000  // 1600-01-01
    for year in 1600...2400 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for (month, length) in lengths.enumerated() {
        let last = month == 1 && isLeap ? 29 : length
        expect("\(year)-\(two(month + 1))-01T00:00:00Z", seconds)
        expect("\(year)-\(two(month + 1))-\(last)T00:00:00Z", seconds + (last - 1) * 86_400)
        seconds += last * 86_400
      }
    }
  }

  private func expect(_ text: String, _ seconds: Int) {
    let read = TimestampReader.moment(from: Array(text.utf8))
    if read != Timestamp(secondsSince1970: seconds) { Issue.record("\(text)") }
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
