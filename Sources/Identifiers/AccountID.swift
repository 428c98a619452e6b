// SPDX-License-Identifier: Apache-2.0

// Identifiers: the identifiers of AWS and of e-mail. Each is checked once, when it is made from a
// text that came from outside, and needs no check afterwards.

/// The id of an AWS account: twelve digits.
public struct AccountID: Sendable, Hashable, LosslessStringConvertible {
  /// The digits.
  public let description: String

  /// Creates an id; `nil` for anything but twelve ASCII digits.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 12, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    description = String(text)
  }
}
