// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// What the clients of all services and accounts share: the transport, the time, the retry policy, and
/// what their calls have taught.
public struct SharedState: Sendable {
  let transport: any Transport
  let time: any Timekeeper
  /// What no error may show, whoever calls.
  let secrets: [String]
  let policy: RetryPolicy
  let random: @Sendable () -> Double
  let skew = ClockSkew()
  let counter = CallCounter()

  /// Creates a state that has learned nothing yet.
  ///
  /// - Parameters:
  ///   - secrets: what no error may show beside the credentials: a proxy's password.
  ///   - random: gives numbers in 0...1, for the jitter of retries.
  public init(
    transport: any Transport, time: any Timekeeper, secrets: [String] = [],
    policy: RetryPolicy = RetryPolicy(),
    random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
  ) {
    self.transport = transport
    self.time = time
    self.secrets = secrets
    self.policy = policy
    self.random = random
  }

  /// How many requests were sent so far.
  public var counts: CallCounts { counter.snapshot }
}
