// SPDX-License-Identifier: Apache-2.0
import HTTP
import SigV4
import Testing
import TestSupport

@testable import AWSClient

@Suite(.limited) struct CallTests {
  private let time = ManualTime()

  private func client(_ wire: ScriptedTransport, until: Duration = .seconds(60)) -> CallsUntil {
    AWSClient(SharedState(wire, time)).until(Deadline(in: until, by: time))
  }

  static let passing: [(String, Response)] = [
    ("ServiceFailure", .answer(500, "ServiceFailure")),
    ("503 with HTML", .answer(503, "<html><body>Service Unavailable</body></html>")),
    ("504 without a body", .answer(504)),
    ("an answer that cannot be read", Response(status: 200, body: [0xFF])),
  ]

  @Test("29: a passing fault is asked again, at most three times in all", arguments: passing)
  func passingFault(_: String, answer: Response) async throws {
    let wire = ScriptedTransport(.replies(answer, answer, .answer(200, "yes")))
    #expect(try await client(wire).call(Ask()) == "yes")
    #expect(time.sleeps == [.milliseconds(50), .milliseconds(100)])

    let broken = ScriptedTransport { _ in .success(answer) }
    await #expect(throws: AWSError.self) { try await client(broken).call(Ask()) }
    #expect(broken.requests.count == 3)
  }

  @Test("29: without a code the status is the code")
  func statusIsTheCode() async {
    let wire = ScriptedTransport { _ in .success(.answer(503)) }
    let error = await #expect(throws: AWSError.self) { try await client(wire).call(Ask()) }
    let expected = ServiceError(status: 503, code: "503", message: "Service Unavailable")
    #expect(error == .service(expected))
  }

  @Test(
    "58: what will not pass is asked once",
    arguments: ["InvalidClientTokenId", "SignatureDoesNotMatch", "UnrecognizedClientException"])
  func finalRefusals(code: String) async {
    let wire = ScriptedTransport { _ in .success(.answer(403, code)) }
    let error = await #expect(throws: AWSError.self) { try await client(wire).call(Ask()) }
    guard case .service(let refusal)? = error else { return #expect(Bool(false)) }
    #expect(refusal.code == code && wire.requests.count == 1)
  }

  @Test("59: without a session token no field speaks of one", arguments: [nil, "", "token"])
  func sessionToken(token: String?) async throws {
    let wire = ScriptedTransport(.replies(.answer(200)))
    let credentials = Credentials(
      accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: token)
    _ = try await AWSClient(
      endpoint: .example, shared: SharedState(wire, time), credentials: credentials
    ).call(Ask())
    let fields = try #require(wire.requests.first).fields
    #expect(fields["x-amz-security-token"] == (token == "token" ? token : nil))
    #expect(fields["Authorization"]?.contains("x-amz-security-token") == (token == "token"))
    #expect(fields["User-Agent"]?.hasPrefix("key-reminder/") == true)
  }

  @Test("62: what surely did not arrive is sent again, a mail too")
  func unreachable() async throws {
    let wire = ScriptedTransport([
      { _ in .failure(TransportError(.unreachable, "refused")) }, { _ in .success(.answer(200)) },
    ])
    _ = try await client(wire).call(Tell())
    #expect(wire.requests.count == 2)
  }

  static let lost: [AWSError] = [
    .transport(TransportError(.interrupted, "reset")),
    .transport(TransportError(.timedOut, "slow")),
    .service(ServiceError(status: 500, code: "500", message: "Internal Server Error")),
    .service(ServiceError(status: 408, code: "408", message: "Request Timeout")),
    .service(
      ServiceError(status: 400, code: "RequestTimeout", message: "Bad Request")),
  ]

  @Test(
    "43: what may have been accepted is never sent again, whatever the deadline", arguments: lost)
  func unknownOutcome(error: AWSError) async {
    for deadline in [Duration.seconds(60), .seconds(5)] {
      let wire = ScriptedTransport { _ in error.reply }
      await #expect(throws: error) { try await client(wire, until: deadline).call(Tell()) }
      #expect(wire.requests.count == 1)
    }
  }

  @Test("45: a quota that comes as throttling is final, and slows nobody down")
  func dailyQuota() async throws {
    let quota = Response.answer(400, "LimitExceededException")
    let wire = ScriptedTransport(.replies(quota, .answer(200)))
    let client = client(wire)
    await #expect(throws: AWSError.self) { try await client.call(Tell()) }
    #expect(wire.requests.count == 1)
    _ = try await client.call(Tell())
    #expect(time.sleeps.isEmpty)
  }

  @Test(
    "44: a throttled mail is sent again for as long as the deadline allows, then it is too late")
  func throttledMail() async {
    let wire = ScriptedTransport { _ in .success(.answer(429)) }
    await #expect(throws: AWSError.deadline(after: .sample(429, "Too Many Requests"))) {
      try await client(wire, until: .seconds(30)).call(Tell())
    }
    #expect(wire.requests.count > 3 && time.uptime < .seconds(30))
  }

  @Test("27: throttling uses up no attempt of those for faults")
  func throttlingIsNoAttempt() async throws {
    let slow = Response.answer(400, "Throttling")
    let wire = ScriptedTransport(
      .replies(slow, slow, .answer(500), slow, .answer(500), slow, .answer(200, "yes")))
    #expect(try await client(wire).call(Ask()) == "yes")
  }

  @Test("27: a service that says when to come back is believed, up to five seconds")
  func throttlingHint() async throws {
    for (hint, expected) in [("2000", Duration.seconds(2)), ("60000", .seconds(5))] {
      let time = ManualTime()
      let slow = Response.answer(400, "Throttling", fields: ["x-amz-retry-after": hint])
      let wire = ScriptedTransport(.replies(slow, .answer(200)))
      _ = try await AWSClient(SharedState(wire, time)).call(Ask())
      #expect(time.sleeps.first == expected)
    }
  }

  @Test("27: an answer that came meanwhile makes the deadline a matter of time again")
  func throttledBefore() async throws {
    let wire = ScriptedTransport(.replies(.answer(400, "Throttling"), .answer(200)))
    let client = client(wire, until: .seconds(10))
    _ = try await client.call(Ask())
    time.advance(by: .seconds(10))
    await #expect(throws: AWSError.deadline()) { try await client.call(Ask()) }
    #expect(wire.requests.count == 2)
  }

  @Test("27: what throttled in one invocation is not held against the next")
  func throttledLastTime() async {
    let wire = ScriptedTransport { _ in .success(.answer(429)) }
    let client = client(wire, until: .seconds(10))
    await #expect(throws: AWSError.deadline(after: .sample(429, "Too Many Requests"))) {
      try await client.call(Ask())
    }
    time.advance(by: .seconds(10))
    let next = client.client.until(Deadline(in: .zero, by: time))
    await #expect(throws: AWSError.deadline()) { try await next.call(Ask()) }
  }

  @Test("86: at the deadline nothing is started", arguments: [Duration.zero, .seconds(-1)])
  func pastDeadline(left: Duration) async {
    let wire = ScriptedTransport { _ in .success(.answer(200)) }
    await #expect(throws: AWSError.deadline()) { try await client(wire, until: left).call(Ask()) }
    await #expect(throws: AWSError.deadline()) { try await client(wire, until: left).call(Tell()) }
    #expect(wire.requests.isEmpty)
  }

  @Test("86: a request gets no more time than is left")
  func limits() async throws {
    let wire = ScriptedTransport(.replies(.answer(200), .answer(200)))
    _ = try await client(wire, until: .seconds(4)).call(Ask())
    _ = try await client(wire, until: .seconds(400)).call(Ask())
    #expect(wire.limits.map(\.deadline?.uptime) == [.seconds(4), .seconds(10)])
  }

  @Test("62: a connection is waited for three seconds, whatever the deadline")
  func connectLimit() async throws {
    let wire = ScriptedTransport(.replies(.answer(200), .answer(200)))
    _ = try await client(wire, until: .seconds(1)).call(Ask())
    _ = try await client(wire, until: .seconds(400)).call(Tell())
    #expect(wire.limits.map(\.connect) == [.seconds(3), .seconds(3)])
  }

  @Test("89: a sleep that would cross the deadline does not happen")
  func noSleepAcross() async {
    let wire = ScriptedTransport { _ in .success(.answer(500)) }
    let client = client(wire, until: .milliseconds(150))
    await #expect(throws: AWSError.deadline(after: .sample(500, "Internal Server Error"))) {
      try await client.call(Ask())
    }
    #expect(time.sleeps == [.milliseconds(50)])
    #expect(wire.requests.count == 2)
  }

  @Test("88: a slow read that the deadline cuts short is a matter of the deadline")
  func cutShort() async {
    // The last attempt, so that it is not the missing time for another one that is told.
    let fault: ScriptedTransport.Reply = { _ in .success(.answer(500)) }
    let stall: ScriptedTransport.Reply = { [time] _ in
      time.advance(by: .seconds(3))
      return .failure(TransportError(.timedOut, "slow"))
    }
    let wire = ScriptedTransport([fault, fault, stall])
    await #expect(throws: AWSError.deadline(after: .sample(500, "Internal Server Error"))) {
      try await client(wire, until: .seconds(4)).call(Ask())
    }
    #expect(wire.requests.count == 3)
  }

  @Test("88: calls that are slow end by the deadline, and the last ones are not begun")
  func slowCalls() async {
    let wire = ScriptedTransport { [time] _ in
      time.advance(by: .seconds(2))
      return .success(.answer(200))
    }
    let client = client(wire, until: .seconds(100))
    var late = 0
    for _ in 1...1000 where (try? await client.call(Ask())) == nil { late += 1 }
    #expect(late == 950 && wire.requests.count == 50)
  }

  @Test("cancelling ends a wait, and nothing is sent after it")
  func cancellation() throws {
    let time = VirtualTime()
    let wire = ScriptedTransport { _ in .success(.answer(500)) }
    var policy = RetryPolicy()
    policy.baseDelay = .seconds(10)
    let client = AWSClient(SharedState(wire, time, policy: policy))
    let error = try time.run {
      let call = Task(executorPreference: time) {
        do throws(AWSError) {
          _ = try await client.call(Ask())
          return AWSError?.none
        } catch {
          return error
        }
      }
      await time.sleep(for: .seconds(1))
      call.cancel()
      return await call.value
    }
    #expect(error == .deadline(after: .sample(500, "Internal Server Error")))
    #expect(time.uptime == .seconds(1) && wire.requests.count == 1)
  }

  /// An operation that sends more than a path, and knows a refusal that is a result.
  struct Read: Operation {
    static let name = "Read"
    static let isRepeatable = true
    static let responseLimit = 77
    func request() throws(AWSError) -> OperationRequest {
      OperationRequest(
        .get, path: "/a%2Fb", query: ["prefix": "a b/", "list-type": "2"], fields: ["X-A": "1"])
    }
    func output(from response: Response) throws(MalformedAnswer) -> String { "" }
    static func error(from response: Response) -> ServiceError {
      ServiceError(response, code: String(decoding: response.body, as: UTF8.self), message: nil)
    }
    func output(
      ofRefusal error: ServiceError, in response: Response
    ) throws(MalformedAnswer) -> String? {
      error.code == "NoSuchKey" ? "none" : nil
    }
    static func check(_ response: Response) throws(MalformedAnswer) {
      if response.fields["X-Damaged"] != nil { throw MalformedAnswer("damaged") }
    }
  }

  @Test("72: a request is sent as the operation wants it, with the operation's own limit")
  func request() async throws {
    let wire = ScriptedTransport(.replies(.answer(200)))
    _ = try await client(wire).call(Read())
    let sent = try #require(wire.requests.first)
    #expect(sent.method == .get && sent.path == "/a%2Fb?list-type=2&prefix=a%20b%2F")
    #expect(sent.fields["X-A"] == "1" && sent.fields["Content-Type"] == nil)
    #expect(wire.limits.map(\.responseBytes) == [77])
  }

  @Test("a refusal that the operation takes for a result is one")
  func refusalAsResult() async throws {
    let wire = ScriptedTransport(.replies(.answer(404, "NoSuchKey"), .answer(403, "No")))
    let client = client(wire)
    #expect(try await client.call(Read()) == "none")
    await #expect(throws: AWSError.self) { try await client.call(Read()) }
  }

  @Test("a damaged response is asked for again, whatever its status", arguments: [200, 404, 403])
  func damaged(status: Int) async throws {
    let damaged = Response.answer(status, "NoSuchKey", fields: ["X-Damaged": "1"])
    let wire = ScriptedTransport(.replies(damaged, .answer(200)))
    #expect(try await client(wire).call(Read()) == "")
    #expect(wire.requests.count == 2)
  }

  @Test("counts are those of all clients together, whatever service and credentials they have")
  func counts() async throws {
    let slow = Response.answer(400, "Throttling")
    let wire = ScriptedTransport(.replies(slow, .answer(500), .answer(200), .answer(200)))
    let shared = SharedState(wire, time)
    _ = try await AWSClient(shared).call(Ask())
    let first = shared.counts
    _ = try await AWSClient(shared).call(Tell())
    #expect([first.calls, first.throttled, first.retries] == [3, 1, 2])
    let second = shared.counts - first
    #expect([second.calls, second.throttled, second.retries] == [1, 0, 0])
  }
}

extension ServiceError {
  /// A refusal that says no more than its status does.
  fileprivate static func sample(_ status: Int, _ message: String) -> ServiceError {
    ServiceError(status: status, code: "\(status)", message: message)
  }
}

extension AWSError {
  /// The answer that makes this error.
  fileprivate var reply: Result<Response, TransportError> {
    switch self {
    case .transport(let failure): .failure(failure)
    case .service(let refusal): .success(.answer(refusal.status, refusal.code))
    case .malformedAnswer, .deadline, .invalidRequest: .success(.answer(200))
    }
  }
}
