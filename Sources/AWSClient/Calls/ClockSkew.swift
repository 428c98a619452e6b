// SPDX-License-Identifier: Apache-2.0
import Synchronization
import UTC

/// The difference between the services' clock and ours, as their responses show it.
///
/// A signature whose date is off by more than five minutes is refused. The first such refusal shows
/// the difference, and every later signature is right.
final class ClockSkew: Sendable {
  private let offset = Mutex(Duration.zero)

  /// The services' time when our clock shows `date`.
  func corrected(_ date: Timestamp) -> Timestamp {
    date + offset.withLock { $0 }
  }

  /// Learns from a refusal that is about time.
  ///
  /// - Parameters:
  ///   - code: the service's error code.
  ///   - date: the response's `Date` field.
  ///   - signed: the date of the refused signature. The correction may be newer: of several
  ///     requests in flight the first refusal corrects the clock for all.
  ///   - now: our own clock, uncorrected.
  /// - Returns: whether another attempt would have another date.
  func learn(from code: String, date: String?, signed: Timestamp, now: Timestamp) -> Bool {
    guard Self.certainCodes.contains(code) || Self.possibleCodes.contains(code),
      let theirs = date.flatMap(HTTPDate.parse)
    else { return false }
    // A signature is not refused for less than four minutes: something else is wrong with it.
    let isOff = abs((theirs - signed).components.seconds) >= 240
    guard isOff || Self.certainCodes.contains(code) else { return false }
    offset.withLock { $0 = theirs - now }
    return true
  }

  private static let certainCodes: Set<String> = [
    "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture",
  ]
  /// The codes for any wrong signature, including one with a wrong date.
  private static let possibleCodes: Set<String> = [
    "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure",
  ]
}
