// SPDX-License-Identifier: Apache-2.0

/// The id of an access key, `AKIA…`: 1…128 ASCII letters, digits and underscores
/// ([AccessKey](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKey.html)).
///
/// It is not a secret, but logs show it ``redacted``.
public struct AccessKeyID: Sendable, Hashable, LosslessStringConvertible {
  /// The whole id.
  public let description: String

  /// Creates an id; `nil` when `text` cannot be one.
  public init?(_ text: String) {
    guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy(isWord) else { return nil }
    description = text
  }

  /// The id as logs and failures show it: enough to find the key, too little to use it.
  public var redacted: String { "\(description.prefix(4))…\(description.suffix(4))" }
}

/// Whether `byte` is an ASCII letter, a digit or an underscore.
func isWord(_ byte: UInt8) -> Bool {
  isLetterOrDigit(byte) || byte == UInt8(ascii: "_")
}

/// Whether `byte` is an ASCII letter or digit.
func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}
