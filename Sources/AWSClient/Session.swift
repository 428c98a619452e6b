// SPDX-License-Identifier: Apache-2.0
public import HTTP
public import SigV4

/// What all clients of a process share: the wire, the time, who we are, and what was learned.
public struct Session<Wire: Transport, Time: Timekeeper>: Sendable {
  let transport: Wire
  let time: Time
  let credentials: Credentials
  let policy: RetryPolicy
  let quota: RetryQuota
  let skew: ClockSkew
  let random: @Sendable () -> Double

  /// Creates a session.
  ///
  /// - Parameter random: gives numbers in 0...1, for the jitter of retries.
  public init(
    transport: Wire, time: Time, credentials: Credentials, policy: RetryPolicy = RetryPolicy(),
    quota: RetryQuota = RetryQuota(),
    random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
  ) {
    self.transport = transport
    self.time = time
    self.credentials = credentials
    self.policy = policy
    self.quota = quota
    self.random = random
    skew = ClockSkew()
  }
}
