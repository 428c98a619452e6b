// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Identifiers
import UTC

extension RichText.StringInterpolation {
  /// `\(day)`: stays on one line.
  mutating func appendInterpolation(_ day: Day) {
    appendInterpolation(noBreak: day.description)
  }

  /// `\(address)`: opens a new mail.
  mutating func appendInterpolation(_ address: EmailAddress) {
    appendInterpolation(emailAddress: address.description)
  }
}
