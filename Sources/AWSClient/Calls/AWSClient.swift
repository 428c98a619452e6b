// SPDX-License-Identifier: Apache-2.0
public import HTTP
public import SigV4
public import UTC

// AWSClient: one call of an AWS service: find the endpoint, sign, send, read the response, and
// decide whether to try again. It knows partitions and endpoint rules, but no service and no
// operation by name.

/// Calls the operations of one service at one endpoint with one set of credentials.
///
/// A service limits each account separately, so each client has its own rate limiter and retry
/// quota. Copies of a client share them.
public struct AWSClient: AWSCalling {
  private let endpoint: Endpoint
  private(set) var shared: SharedState
  private var signer: Signer
  /// The values that no error may contain.
  private var secrets: Secrets
  private let limiter = RateLimiter()
  private let throttling = LastThrottling()
  let quota: RetryQuota

  /// Creates a client of one service in one account.
  public init(endpoint: Endpoint, shared: SharedState, credentials: Credentials) {
    self.init(endpoint: endpoint, shared: shared, credentials: credentials, quota: RetryQuota())
  }

  init(
    endpoint: Endpoint, shared: SharedState, credentials: Credentials, quota: RetryQuota
  ) {
    self.endpoint = endpoint
    self.shared = shared
    self.quota = quota
    secrets = Secrets(credentials.secrets + shared.secrets)
    signer = Self.signer(credentials, endpoint)
  }

  private static func signer(_ credentials: Credentials, _ endpoint: Endpoint) -> Signer {
    Signer(
      credentials: credentials, region: endpoint.signingRegion, service: endpoint.signingName,
      options: endpoint.signing)
  }

  /// A client of the same service in another account, which has limits of its own.
  public func inAnotherAccount(_ credentials: Credentials) -> AWSClient {
    AWSClient(endpoint: endpoint, shared: shared, credentials: credentials)
  }

  /// The same client with the credentials of a newer session. The service limits the account and not
  /// the session, so what was learned of its limits stays.
  public func renewed(with credentials: Credentials) -> AWSClient {
    var client = self
    client.secrets = Secrets(credentials.secrets + shared.secrets)
    client.signer = Self.signer(credentials, endpoint)
    return client
  }

  /// The time by the services' clocks, as far as their responses have shown the difference to ours.
  public var now: Timestamp { shared.skew.corrected(shared.time.now) }

  /// The same client, of whose calls `observer` is told; `nil` for nobody.
  public func observed(by observer: CallObserver?) -> AWSClient {
    var client = self
    client.shared.observer = observer
    return client
  }

  /// Is told what happens to each call.
  public var observer: CallObserver? { shared.observer }

  /// Calls an operation, as often as the retry policy and the deadline allow.
  ///
  /// Every attempt is signed anew, because a signature is valid for five minutes. An operation that
  /// is not repeatable is sent again only when it was certainly not carried out.
  public func call<Op: Operation>(
    _ operation: Op, by deadline: Deadline
  ) async throws(AWSError) -> Op.Output {
    let request = try makeRequest(operation)
    var retry = Retry(
      policy: shared.policy, quota: quota, skew: shared.skew, isRepeatable: Op.isRepeatable)
    do throws(AWSError) {
      return try await call(operation, request, by: deadline, with: &retry)
    } catch {
      guard case .deadline = error else { throw error }
      throw .deadline(after: retry.lastRefusal ?? throttling.refusal(by: deadline))
    }
  }

  private func call<Op: Operation>(
    _ operation: Op, _ request: Request, by deadline: Deadline, with retry: inout Retry
  ) async throws(AWSError) -> Op.Output {
    var number = 0
    while true {
      try await waitForTurn(of: Op.name, until: deadline)
      if retry.hasBegun { shared.counter.add { $0.retries += 1 } }
      number += 1
      let attempt = Attempt(of: Op.name, number, by: shared)
      do throws(FailedAttempt) {
        let output = try await perform(attempt, operation, request, by: deadline)
        retry.succeeded()
        return output
      } catch {
        attempt.ended(.init(error.error))
        let delay = retry.delay(after: error, at: shared.time.now, random: shared.random)
        guard let delay else { throw error.error }
        observer?(.retry(operation: Op.name, delay: delay))
        try await pause(delay, until: deadline)
      }
    }
  }

  /// Makes one attempt. Its error never contains a secret, whatever the response says.
  private func perform<Op: Operation>(
    _ attempt: Attempt, _ operation: Op, _ request: Request, by deadline: Deadline
  ) async throws(FailedAttempt) -> Op.Output {
    let date = now
    let request = try signed(request, at: date)
    let sent = limiter.sends(at: shared.time.uptime)
    let response = try await send(request, of: Op.self, by: deadline)
    do throws(FailedAttempt) {
      let output = try read(response, of: operation, signed: date)
      // If a service repeats our credentials, they must not reach a mail, a response or the log.
      guard !secrets.areQuoted(in: response.body, responseTo: request) else {
        throw FailedAttempt(.malformedResponse("it repeats our credentials"))
      }
      note(sent, throttling: nil, by: deadline)
      attempt.ended(.success(response, without: secrets))
      return output
    } catch {
      let failed = error.without(secrets.and(signatureOf: request))
      note(sent, throttling: failed.throttling, by: deadline)
      throw failed
    }
  }

  private func read<Op: Operation>(
    _ response: Response, of operation: Op, signed date: Timestamp
  ) throws(FailedAttempt) -> Op.Output {
    let result: Result<Op.Output, ServiceError>
    do throws(MalformedResponse) {
      result = try operation.result(from: response)
    } catch {
      throw FailedAttempt(.malformedResponse(error.reason))
    }
    switch result {
    case .success(let output): return output
    case .failure(let refusal):
      throw FailedAttempt(
        refusal, isFinal: operation.isFinal(refusal), fields: response.fields, signed: date)
    }
  }

  private func note(
    _ sent: RateLimiter.SentRequest, throttling refusal: ServiceError?, by deadline: Deadline
  ) {
    if refusal != nil { shared.counter.add { $0.throttled += 1 } }
    throttling.note(refusal, by: deadline)
    limiter.received(
      responseTo: sent, isThrottling: refusal != nil, at: shared.time.uptime)
  }

  private func send<Op: Operation>(
    _ request: Request, of operation: Op.Type, by deadline: Deadline
  ) async throws(FailedAttempt) -> Response {
    guard !deadline.hasPassed(by: shared.time) else { throw FailedAttempt(.deadline()) }
    let end = min(deadline, Deadline(in: longestAttempt, by: shared.time))
    let limits = Limits(connect: .seconds(3), deadline: end, responseBytes: Op.responseLimit)
    do throws(TransportError) {
      return try await exchange(request, limits, of: Op.name, isRepeatable: Op.isRepeatable)
    } catch {
      // The earlier of the two deadlines says whose time ran out, the call's or the attempt's. An
      // outcome that is unknown is reported as such.
      let isOurs = error.kind == .timedOut && end == deadline && Op.isRepeatable
      throw FailedAttempt(isOurs ? .deadline() : .transport(error))
        .without(secrets.and(signatureOf: request))
    }
  }

  /// Sends a request. A read that met a stale connection is sent again on a new one; that does not
  /// count as an attempt, because the service did not fail.
  private func exchange(
    _ request: Request, _ limits: Limits, of operation: String, isRepeatable: Bool
  ) async throws(TransportError) -> Response {
    shared.counter.add { $0.calls += 1 }
    do throws(TransportError) {
      return try await shared.transport.send(request, limits: limits)
    } catch {
      guard error.wasStaleConnection, isRepeatable else { throw error }
    }
    observer?(.staleConnection(operation: operation))
    var limits = limits
    limits.allowsKeptConnection = false
    shared.counter.add {
      $0.calls += 1
      $0.retries += 1
    }
    return try await shared.transport.send(request, limits: limits)
  }

  /// Waits in the service's queue, if there is one.
  private func waitForTurn(
    of operation: String, until deadline: Deadline
  ) async throws(AWSError) {
    guard let position = limiter.join(at: shared.time.uptime) else { return }
    while let wait = limiter.wait(for: position, at: shared.time.uptime) {
      observer?(.queue(operation: operation, wait: wait))
      do throws(AWSError) {
        try await pause(min(wait, RateLimiter.longestSleep), until: deadline)
      } catch {
        limiter.leave()
        throw error
      }
    }
  }

  /// Sleeps, unless that would last until the deadline.
  private func pause(_ duration: Duration, until deadline: Deadline) async throws(AWSError) {
    guard Deadline(in: duration, by: shared.time) < deadline else { throw .deadline() }
    guard duration > .zero else { return }
    await shared.time.sleep(for: duration)
    if Task.isCancelled { throw .deadline() }
  }

  private func signed(_ request: Request, at date: Timestamp) throws(FailedAttempt) -> Request {
    do throws(SigningError) {
      return try signer.sign(request, at: date)
    } catch {
      throw FailedAttempt(.invalidRequest("The request could not be signed: \(error)"))
    }
  }

  private func makeRequest<Op: Operation>(_ operation: Op) throws(AWSError) -> Request {
    let wanted = try operation.request()
    // The fields amz-sdk-invocation-id and amz-sdk-request are left out: they only feed AWS's
    // statistics of SDKs. AWS's support asks for the request id, which every refusal contains.
    var request = Request(
      wanted.method, scheme: endpoint.scheme, authority: endpoint.authority,
      path: endpoint.basePath + wanted.target, fields: ["User-Agent": shared.userAgent],
      body: wanted.body)
    for field in wanted.fields.all { request.fields.append(field.name, field.value) }
    return request
  }
}

/// The longest time of one attempt. IAM sends its largest page in well under a second.
private let longestAttempt = Duration.seconds(10)
