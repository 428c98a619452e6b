// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// What the clients of all services and accounts share: the transport, the time, the retry policy,
/// and what was learned from their calls.
public struct SharedState: Sendable {
  let transport: any Transport
  let time: any Timekeeper
  /// The values that no error may contain, besides a client's own credentials.
  let secrets: [String]
  /// How the program names itself to a service.
  let userAgent: String
  let policy: RetryPolicy
  let random: @Sendable () -> Double
  let skew = ClockSkew()
  let counter = CallCounter()
  /// Is told what happens to each call; `nil` for nobody.
  var observer: CallObserver?

  /// Creates a state in which nothing was learned yet.
  ///
  /// - Parameters:
  ///   - secrets: values that no error may contain besides the credentials, such as a proxy's
  ///     password.
  ///   - userAgent: the name of the program, and its version if it has one: `name/1.2.3`.
  ///   - random: gives numbers in 0...1, for the jitter of retries.
  public init(
    transport: any Transport, time: any Timekeeper, secrets: [String] = [],
    userAgent: String = "key-reminder",
    policy: RetryPolicy = RetryPolicy(),
    random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
  ) {
    self.transport = transport
    self.time = time
    self.secrets = secrets
    self.userAgent = userAgent
    self.policy = policy
    self.random = random
  }

  /// How many requests were sent so far.
  public var counts: CallCounts { counter.snapshot }
}
