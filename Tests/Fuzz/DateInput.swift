// SPDX-License-Identifier: Apache-2.0
import UTC

@testable import AWSClient
@testable import AWSXML
@testable import SigV4

/// Bytes as a date.
struct DateInput {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func timestamp() {
    guard let date = TimestampReader.moment(from: bytes) else { return }
    require((Self.year1..<Self.year10000).contains(date), "a date has a year of four digits")
    // The code that writes the dates of signatures is its inverse, except for a leap second.
    guard bytes.count == 20, bytes[10] == 84, bytes[19] == 90, bytes[17] != 54 else { return }
    let digits = bytes.filter { $0 != 45 && $0 != 58 }
    let written = RequestDateTime(date).dateTime
    require(
      written == String(decoding: digits, as: UTF8.self), "a date is read as it was written")
  }

  func httpDate() {
    guard let date = HTTPDate.parse(String(decoding: bytes, as: UTF8.self)) else { return }
    // The last leap second of the year 9999 is the first second of the next.
    require((Self.year1970...Self.year10000).contains(date), "a date has a year of four digits")
  }

  private static let year1 = Timestamp(secondsSince1970: -62_135_596_800)
  private static let year1970 = Timestamp(secondsSince1970: 0)
  private static let year10000 = Timestamp(secondsSince1970: 253_402_300_800)
}
