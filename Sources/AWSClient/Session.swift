// SPDX-License-Identifier: Apache-2.0
public import HTTP
public import SigV4

/// What all clients of a process share: the wire, the time, who we are, and what was learned.
public struct Session<Wire: Transport, Time: Timekeeper>: Sendable {
  let transport: Wire
  let time: Time
  let credentials: Credentials
  /// What no error may show.
  let secrets: [String]
  let policy: RetryPolicy
  let skew: ClockSkew
  let random: @Sendable () -> Double
  let counter = CallCounter()

  /// Creates a session.
  ///
  /// - Parameters:
  ///   - secrets: what no error may show beside the credentials: a proxy's password.
  ///   - random: gives numbers in 0...1, for the jitter of retries.
  public init(
    transport: Wire, time: Time, credentials: Credentials, secrets: [String] = [],
    policy: RetryPolicy = RetryPolicy(),
    random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
  ) {
    self.transport = transport
    self.time = time
    self.credentials = credentials
    self.secrets = credentials.secrets + secrets
    self.policy = policy
    self.random = random
    skew = ClockSkew()
  }

  /// What was sent so far.
  public var counts: CallCounts { counter.snapshot }
}
