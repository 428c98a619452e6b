// SPDX-License-Identifier: Apache-2.0
public import HTTP
internal import HTTPTypes
internal import SigV4

// AWSClient: one call of an AWS service, whatever it takes: sign, send, read the answer, and decide
// whether to try again. It knows endpoints and partitions, but no operation.

/// Calls the operations of one service at one endpoint.
public struct AWSClient<Wire: Transport, Time: Timekeeper>: Caller {
  private let endpoint: Endpoint
  private let session: Session<Wire, Time>
  private let signer: Signer
  private var deadline: Deadline?

  /// Creates a client of one service.
  public init(endpoint: Endpoint, session: Session<Wire, Time>) {
    self.endpoint = endpoint
    self.session = session
    signer = Signer(
      credentials: session.credentials, region: endpoint.signingRegion,
      service: endpoint.signingName)
  }

  /// The same client, whose calls must end by `deadline`.
  public func until(_ deadline: Deadline) -> Self {
    var client = self
    client.deadline = deadline
    return client
  }

  /// Calls an operation, as often as the retry policy and the deadline allow.
  ///
  /// Every attempt is signed anew, for a signature is good for five minutes. An operation that is not
  /// repeatable is sent again only when it was surely not carried out.
  public func call<Op: Operation>(_ operation: Op) async throws(AWSError) -> Op.Output {
    let request = try makeRequest(operation)
    var retry = Retry(session: session, isRepeatable: Op.isRepeatable)
    while true {
      do throws(FailedAttempt) {
        let output = try await attempt(operation, request)
        retry.succeeded()
        return output
      } catch {
        guard let delay = retry.delay(after: error), delay < timeLeft else { throw error.error }
        await session.time.sleep(for: delay)
      }
    }
  }

  private func attempt<Op: Operation>(
    _ operation: Op, _ request: Request
  ) async throws(FailedAttempt) -> Op.Output {
    let response = try await send(try signed(request))
    guard (200..<300).contains(response.head.status.code) else {
      let refusal = Op.error(from: response)
      throw FailedAttempt(.service(refusal), fields: response.head.headerFields)
    }
    do throws(MalformedAnswer) {
      return try operation.output(from: response)
    } catch {
      throw FailedAttempt(.malformedAnswer(error.reason))
    }
  }

  private func send(_ request: Request) async throws(FailedAttempt) -> Response {
    let left = timeLeft
    guard left > .zero else { throw FailedAttempt(.deadline) }
    var limits = Limits.service
    limits.total = min(left, Limits.longestCall)
    do throws(TransportError) {
      return try await session.transport.send(request, limits: limits)
    } catch {
      throw FailedAttempt(.transport(error))
    }
  }

  private func signed(_ request: Request) throws(FailedAttempt) -> Request {
    do throws(SigningError) {
      return try signer.sign(request, at: session.skew.corrected(session.time.now))
    } catch {
      throw FailedAttempt(.invalidRequest("The request could not be signed: \(error)"))
    }
  }

  private func makeRequest<Op: Operation>(_ operation: Op) throws(AWSError) -> Request {
    var head = HTTPRequest(
      method: Op.method == .get ? .get : .post, scheme: endpoint.scheme,
      authority: endpoint.authority,
      path: endpoint.basePath + operation.path)
    head.headerFields[.userAgent] = "key-reminder"
    let body = try operation.body()
    if !body.isEmpty { head.headerFields[.contentType] = Op.contentType }
    return Request(head: head, body: body)
  }

  private var timeLeft: Duration {
    deadline?.remaining(by: session.time) ?? Limits.longestCall
  }
}

extension Limits {
  /// The longest one attempt may take; IAM answers the largest page in well under a second.
  fileprivate static let longestCall = Duration.seconds(10)
  fileprivate static let service = Limits(
    connect: .seconds(3), total: longestCall, answerBytes: 8_388_608)
}
