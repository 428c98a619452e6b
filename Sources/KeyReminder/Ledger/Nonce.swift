// SPDX-License-Identifier: Apache-2.0

/// The mark of one invocation on what it writes to the ledger: 128 random bits as 32 hexadecimal
/// digits.
///
/// It is never the request id: Lambda's asynchronous retries carry the same one, and a second attempt
/// would take the claims of the first for its own.
public struct Nonce: Sendable, Hashable, CustomStringConvertible {
  /// The digits.
  public let description: String

  /// Draws a mark.
  public init(using generator: inout some RandomNumberGenerator) {
    description = Self.digits(generator.next()) + Self.digits(generator.next())
  }

  /// Draws a mark from the system's random numbers.
  public static func random() -> Nonce {
    var generator = SystemRandomNumberGenerator()
    return Nonce(using: &generator)
  }

  private static func digits(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
