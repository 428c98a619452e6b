// SPDX-License-Identifier: Apache-2.0
internal import Synchronization
internal import UTC

/// How far our clock is from the services', as their answers say.
///
/// A signature whose date is off by more than five minutes is refused. The first such refusal
/// teaches the difference, and every later signature is right.
final class ClockSkew: Sendable {
  private let offset = Mutex(Duration.zero)

  /// What the services' clocks show when ours shows `date`.
  func corrected(_ date: Timestamp) -> Timestamp {
    date + offset.withLock { $0 }
  }

  /// Learns from a refusal that speaks of time.
  ///
  /// - Parameters:
  ///   - code: the service's error code.
  ///   - date: the answer's `Date` field.
  ///   - signed: the date of the refused signature. Not what the correction is by now: of several
  ///     requests in flight the first refused one may have taught it, and the others profit.
  ///   - now: our own clock, uncorrected.
  /// - Returns: whether another attempt would be signed with another date.
  func learn(from code: String, date: String?, signed: Timestamp, now: Timestamp) -> Bool {
    guard Self.certainCodes.contains(code) || Self.possibleCodes.contains(code),
      let theirs = date.flatMap(HTTPDate.parse)
    else { return false }
    // Less than four minutes is no reason to refuse a signature: it is wrong in another way.
    let isOff = abs((theirs - signed).components.seconds) >= 240
    guard isOff || Self.certainCodes.contains(code) else { return false }
    offset.withLock { $0 = theirs - now }
    return true
  }

  private static let certainCodes: Set<String> = [
    "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture",
  ]
  /// What services answer to any wrong signature, a wrong date's among them.
  private static let possibleCodes: Set<String> = [
    "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure",
  ]
}
