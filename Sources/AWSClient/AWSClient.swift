// SPDX-License-Identifier: Apache-2.0
public import HTTP
internal import SigV4
internal import UTC

// AWSClient: one call of an AWS service, whatever it takes: sign, send, read the answer, and decide
// whether to try again. It knows endpoints and partitions, but no operation.

/// Calls the operations of one service at one endpoint.
///
/// What a service's failures teach is that service's own: each client has its rate limiter and its
/// retry quota, which its copies share.
public struct AWSClient<Wire: Transport, Time: Timekeeper>: Caller {
  private let endpoint: Endpoint
  private let session: Session<Wire, Time>
  private let signer: Signer
  private let limiter = RateLimiter()
  let quota: RetryQuota
  private var deadline: Deadline?
  private var throttling = LastThrottling()

  /// Creates a client of one service.
  public init(endpoint: Endpoint, session: Session<Wire, Time>) {
    self.init(endpoint: endpoint, session: session, quota: RetryQuota())
  }

  init(endpoint: Endpoint, session: Session<Wire, Time>, quota: RetryQuota) {
    self.endpoint = endpoint
    self.session = session
    self.quota = quota
    signer = Signer(
      credentials: session.credentials, region: endpoint.signingRegion,
      service: endpoint.signingName, options: endpoint.signing)
  }

  /// The same client, whose calls must end by `deadline`; without one a call may take a minute.
  public func until(_ deadline: Deadline) -> Self {
    var client = self
    client.deadline = deadline
    client.throttling = LastThrottling()
    return client
  }

  /// Calls an operation, as often as the retry policy and the deadline allow.
  ///
  /// Every attempt is signed anew, for a signature is good for five minutes. An operation that is not
  /// repeatable is sent again only when it was surely not carried out.
  public func call<Op: Operation>(_ operation: Op) async throws(AWSError) -> Op.Output {
    let request = try makeRequest(operation)
    let deadline = deadline ?? Deadline(in: .seconds(60), by: session.time)
    var retry = Retry(
      policy: session.policy, quota: quota, skew: session.skew, isRepeatable: Op.isRepeatable)
    do throws(AWSError) {
      return try await call(operation, request, until: deadline, with: &retry)
    } catch {
      guard case .deadline = error else { throw error }
      throw .deadline(after: retry.lastRefusal ?? throttling.refusal)
    }
  }

  private func call<Op: Operation>(
    _ operation: Op, _ request: Request, until deadline: Deadline, with retry: inout Retry
  ) async throws(AWSError) -> Op.Output {
    while true {
      try await waitForTurn(until: deadline)
      if retry.hasBegun { session.counter.add { $0.retries += 1 } }
      do throws(FailedAttempt) {
        let output = try await attempt(operation, request, until: deadline)
        retry.succeeded()
        return output
      } catch {
        let delay = retry.delay(after: error, at: session.time.now, random: session.random)
        guard let delay else { throw error.error }
        try await pause(delay, until: deadline)
      }
    }
  }

  /// Sends a request once. Whatever text came back, no secret of ours leaves here in an error.
  private func attempt<Op: Operation>(
    _ operation: Op, _ request: Request, until deadline: Deadline
  ) async throws(FailedAttempt) -> Op.Output {
    let date = session.skew.corrected(session.time.now)
    let request = try signed(request, at: date)
    let departure = limiter.departs(at: session.time.uptime)
    let response = try await send(request, of: Op.self, until: deadline)
    do throws(FailedAttempt) {
      let output = try read(response, of: operation, signed: date)
      note(departure, throttling: nil)
      return output
    } catch {
      let failed = error.without(Secrets(session.secrets, of: request))
      note(departure, throttling: failed.throttling)
      throw failed
    }
  }

  private func read<Op: Operation>(
    _ response: Response, of operation: Op, signed date: Timestamp
  ) throws(FailedAttempt) -> Op.Output {
    let result: Result<Op.Output, ServiceError>
    do throws(MalformedAnswer) {
      result = try operation.result(from: response)
    } catch {
      throw FailedAttempt(.malformedAnswer(error.reason))
    }
    switch result {
    case .success(let output): return output
    case .failure(let refusal):
      throw FailedAttempt(
        refusal, isFinal: operation.isFinal(refusal), fields: response.fields, signed: date)
    }
  }

  private func note(_ departure: RateLimiter.Departure, throttling refusal: ServiceError?) {
    if refusal != nil { session.counter.add { $0.throttled += 1 } }
    throttling.refusal = refusal
    limiter.answered(departure, isThrottling: refusal != nil, at: session.time.uptime)
  }

  private func send<Op: Operation>(
    _ request: Request, of operation: Op.Type, until deadline: Deadline
  ) async throws(FailedAttempt) -> Response {
    let left = deadline.remaining(by: session.time)
    guard left > .zero else { throw FailedAttempt(.deadline()) }
    session.counter.add { $0.calls += 1 }
    let limits = Limits(
      connect: .seconds(3), total: min(left, longestAttempt), answerBytes: Op.responseLimit)
    do throws(TransportError) {
      return try await session.transport.send(request, limits: limits)
    } catch {
      // Not the service was slow: we had no more time. What may have been done is told as it is.
      let isCut = error.kind == .timedOut && left < longestAttempt && Op.isRepeatable
      throw FailedAttempt(isCut ? .deadline() : .transport(error))
        .without(Secrets(session.secrets, of: request))
    }
  }

  /// Waits in the service's queue, if there is one.
  private func waitForTurn(until deadline: Deadline) async throws(AWSError) {
    guard let place = limiter.join(at: session.time.uptime) else { return }
    while let wait = limiter.wait(for: place, at: session.time.uptime) {
      do throws(AWSError) {
        try await pause(min(wait, RateLimiter.look), until: deadline)
      } catch {
        limiter.leave()
        throw error
      }
    }
  }

  /// Sleeps, unless that would be past the deadline.
  private func pause(_ duration: Duration, until deadline: Deadline) async throws(AWSError) {
    guard duration < deadline.remaining(by: session.time) else { throw .deadline() }
    guard duration > .zero else { return }
    await session.time.sleep(for: duration)
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
    // No amz-sdk-invocation-id and amz-sdk-request: they feed AWS's statistics of SDKs. Its support
    // asks for the request id, which every refusal carries.
    var request = Request(
      wanted.method, scheme: endpoint.scheme, authority: endpoint.authority,
      path: endpoint.basePath + wanted.target, fields: ["User-Agent": "key-reminder/1.0"],
      body: wanted.body)
    for field in wanted.fields.all { request.fields.append(field.name, field.value) }
    return request
  }
}

/// The longest that one attempt may take. IAM sends its largest page in well under a second.
private let longestAttempt = Duration.seconds(10)
