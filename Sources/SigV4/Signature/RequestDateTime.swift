// SPDX-License-Identifier: Apache-2.0
import UTC

/// The moment of signing in UTC, in the forms of the scope and of the `X-Amz-Date` field: in whole
/// seconds.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html#date
struct RequestDateTime: Sendable, Equatable {
  /// `20150830`
  let date: String
  /// `20150830T123600Z`
  let dateTime: String

  init(_ moment: Timestamp) {
    let digits = moment.description.utf8.filter { (48...57).contains($0) }
    date = String(decoding: digits.prefix(8), as: UTF8.self)
    dateTime = "\(date)T\(String(decoding: digits[8..<14], as: UTF8.self))Z"
  }
}
