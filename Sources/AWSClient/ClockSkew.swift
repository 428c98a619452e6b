// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials
internal import HTTPTypes
internal import Synchronization

/// How far our clock is from the services', as their answers say.
///
/// A signature whose date is off by more than five minutes is refused. The first such refusal
/// teaches the difference, and every later signature is right.
final class ClockSkew: Sendable {
  private let offset = Mutex(0.0)

  /// What the services' clocks show when ours shows `date`.
  func corrected(_ date: Date) -> Date {
    date.addingTimeInterval(offset.withLock { $0 })
  }

  /// Learns from a refusal that speaks of time.
  ///
  /// - Parameters:
  ///   - code: the service's error code.
  ///   - date: the answer's `Date` field.
  ///   - now: our own clock, uncorrected.
  /// - Returns: whether another attempt would be signed with another date.
  func learn(from code: String, date: String?, now: Date) -> Bool {
    guard let date, let theirs = HTTPDate.parse(date) else { return false }
    let difference = theirs.timeIntervalSince(now)
    return offset.withLock { offset in
      // Small enough to be none: the signature was refused for another reason.
      let isOff = abs(difference - offset) >= 240
      guard Self.certainCodes.contains(code) || Self.possibleCodes.contains(code) && isOff else {
        return false
      }
      defer { offset = difference }
      return abs(difference - offset) >= 1
    }
  }

  private static let certainCodes: Set<String> = [
    "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture",
  ]
  /// What services answer to any wrong signature, a wrong date's among them.
  private static let possibleCodes: Set<String> = [
    "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure",
  ]
}
