// SPDX-License-Identifier: Apache-2.0
import HTTP
import SigV4
import Testing
import TestSupport

@testable import AWSClient

@Suite(.limited) struct CallTests {
  private let time = ManualTime()

  private func client(_ transport: ScriptedTransport, until: Duration = .seconds(60)) -> CallsUntil
  {
    AWSClient(SharedState(transport, time)).until(Deadline(in: until, by: time))
  }

  static let passing: [(String, Response)] = [
    ("ServiceFailure", .response(500, "ServiceFailure")),
    ("503 with HTML", .response(503, "<html><body>Service Unavailable</body></html>")),
    ("504 without a body", .response(504)),
    ("a response that cannot be read", Response(status: 200, body: [0xFF])),
  ]

  @Test(
    "29: after a transient fault the call is tried again, at most three times in all",
    arguments: passing)
  func passingFault(_: String, fault: Response) async throws {
    let transport = ScriptedTransport(.replies(fault, fault, .response(200, "yes")))
    #expect(try await client(transport).call(Ask()) == "yes")
    #expect(time.sleeps == [.milliseconds(50), .milliseconds(100)])

    let broken = ScriptedTransport { _ in .success(fault) }
    await #expect(throws: AWSError.self) { try await client(broken).call(Ask()) }
    #expect(broken.requests.count == 3)
  }

  @Test("29: without a code the status is the code")
  func statusIsTheCode() async {
    let transport = ScriptedTransport { _ in .success(.response(503)) }
    let error = await #expect(throws: AWSError.self) { try await client(transport).call(Ask()) }
    let expected = ServiceError(status: 503, code: "503", message: "Service Unavailable")
    #expect(error == .service(expected))
  }

  @Test(
    "58: after a final refusal the call is not repeated",
    arguments: ["InvalidClientTokenId", "SignatureDoesNotMatch", "UnrecognizedClientException"])
  func finalRefusals(code: String) async {
    let transport = ScriptedTransport { _ in .success(.response(403, code)) }
    let error = await #expect(throws: AWSError.self) { try await client(transport).call(Ask()) }
    guard case .service(let refusal)? = error else { return #expect(Bool(false)) }
    #expect(refusal.code == code && transport.requests.count == 1)
  }

  @Test("59: without a session token no field speaks of one", arguments: [nil, "", "token"])
  func sessionToken(token: String?) async throws {
    let transport = ScriptedTransport(.replies(.response(200)))
    let credentials = Credentials(
      accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: token)
    _ = try await AWSClient(
      endpoint: .example, shared: SharedState(transport, time), credentials: credentials
    ).call(Ask())
    let fields = try #require(transport.requests.first).fields
    #expect(fields["x-amz-security-token"] == (token == "token" ? token : nil))
    #expect(fields["Authorization"]?.contains("x-amz-security-token") == (token == "token"))
    #expect(fields["User-Agent"]?.hasPrefix("key-reminder/") == true)
  }

  @Test("62: a request that certainly did not arrive is sent again, even a mail")
  func unreachable() async throws {
    let transport = ScriptedTransport([
      { _ in .failure(TransportError(.unreachable, "refused")) }, { _ in .success(.response(200)) },
    ])
    _ = try await client(transport).call(Tell())
    #expect(transport.requests.count == 2)
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
    "43: a request that may have been accepted is never sent again, whatever the deadline",
    arguments: lost)
  func unknownOutcome(error: AWSError) async {
    for deadline in [Duration.seconds(60), .seconds(5)] {
      let transport = ScriptedTransport { _ in error.reply }
      await #expect(throws: error) { try await client(transport, until: deadline).call(Tell()) }
      #expect(transport.requests.count == 1)
    }
  }

  @Test("45: a quota with a throttling code is final, and slows no other call down")
  func dailyQuota() async throws {
    let quota = Response.response(400, "LimitExceededException")
    let transport = ScriptedTransport(.replies(quota, .response(200)))
    let client = client(transport)
    await #expect(throws: AWSError.self) { try await client.call(Tell()) }
    #expect(transport.requests.count == 1)
    _ = try await client.call(Tell())
    #expect(time.sleeps.isEmpty)
  }

  @Test(
    "44: a throttled mail is sent again until the deadline")
  func throttledMail() async {
    let transport = ScriptedTransport { _ in .success(.response(429)) }
    await #expect(throws: AWSError.deadline(after: .sample(429, "Too Many Requests"))) {
      try await client(transport, until: .seconds(30)).call(Tell())
    }
    #expect(transport.requests.count > 3 && time.uptime < .seconds(30))
  }

  @Test("27: throttling does not count as a failed attempt")
  func throttlingIsNoAttempt() async throws {
    let slow = Response.response(400, "Throttling")
    let transport = ScriptedTransport(
      .replies(slow, slow, .response(500), slow, .response(500), slow, .response(200, "yes")))
    #expect(try await client(transport).call(Ask()) == "yes")
  }

  @Test("27: a service's own delay is respected, up to five seconds")
  func throttlingHint() async throws {
    for (hint, expected) in [("2000", Duration.seconds(2)), ("60000", .seconds(5))] {
      let time = ManualTime()
      let slow = Response.response(400, "Throttling", fields: ["x-amz-retry-after": hint])
      let transport = ScriptedTransport(.replies(slow, .response(200)))
      _ = try await AWSClient(SharedState(transport, time)).call(Ask())
      #expect(time.sleeps.first == expected)
    }
  }

  @Test("27: after a response without throttling, a passed deadline is a matter of time again")
  func throttledBefore() async throws {
    let transport = ScriptedTransport(.replies(.response(400, "Throttling"), .response(200)))
    let client = client(transport, until: .seconds(10))
    _ = try await client.call(Ask())
    time.advance(by: .seconds(10))
    await #expect(throws: AWSError.deadline()) { try await client.call(Ask()) }
    #expect(transport.requests.count == 2)
  }

  @Test("27: throttling in one invocation does not explain a deadline of the next")
  func throttledLastTime() async {
    let transport = ScriptedTransport { _ in .success(.response(429)) }
    let client = client(transport, until: .seconds(10))
    await #expect(throws: AWSError.deadline(after: .sample(429, "Too Many Requests"))) {
      try await client.call(Ask())
    }
    time.advance(by: .seconds(10))
    let next = client.client.until(Deadline(in: .zero, by: time))
    await #expect(throws: AWSError.deadline()) { try await next.call(Ask()) }
  }

  @Test("86: at the deadline nothing is started", arguments: [Duration.zero, .seconds(-1)])
  func pastDeadline(left: Duration) async {
    let transport = ScriptedTransport { _ in .success(.response(200)) }
    await #expect(throws: AWSError.deadline()) {
      try await client(transport, until: left).call(Ask())
    }
    await #expect(throws: AWSError.deadline()) {
      try await client(transport, until: left).call(Tell())
    }
    #expect(transport.requests.isEmpty)
  }

  @Test("86: a request gets at most the time that is left")
  func limits() async throws {
    let transport = ScriptedTransport(.replies(.response(200), .response(200)))
    _ = try await client(transport, until: .seconds(4)).call(Ask())
    _ = try await client(transport, until: .seconds(400)).call(Ask())
    #expect(transport.limits.map { $0.deadline?.uptime } == [.seconds(4), .seconds(10)])
  }

  @Test("62: the connect limit is three seconds, whatever the deadline")
  func connectLimit() async throws {
    let transport = ScriptedTransport(.replies(.response(200), .response(200)))
    _ = try await client(transport, until: .seconds(1)).call(Ask())
    _ = try await client(transport, until: .seconds(400)).call(Tell())
    #expect(transport.limits.map(\.connect) == [.seconds(3), .seconds(3)])
  }

  @Test("89: there is no sleep across the deadline")
  func noSleepAcross() async {
    let transport = ScriptedTransport { _ in .success(.response(500)) }
    let client = client(transport, until: .milliseconds(150))
    await #expect(throws: AWSError.deadline(after: .sample(500, "Internal Server Error"))) {
      try await client.call(Ask())
    }
    #expect(time.sleeps == [.milliseconds(50)])
    #expect(transport.requests.count == 2)
  }

  @Test("88: a slow read that reaches the deadline fails because of the deadline")
  func cutShort() async {
    // The last attempt, so that the error cannot be that there is no time for another one.
    let fault: ScriptedTransport.Reply = { _ in .success(.response(500)) }
    let stall: ScriptedTransport.Reply = { [time] _ in
      time.advance(by: .seconds(3))
      return .failure(TransportError(.timedOut, "slow"))
    }
    let transport = ScriptedTransport([fault, fault, stall])
    await #expect(throws: AWSError.deadline(after: .sample(500, "Internal Server Error"))) {
      try await client(transport, until: .seconds(4)).call(Ask())
    }
    #expect(transport.requests.count == 3)
  }

  @Test("88: slow calls end by the deadline, and the last ones are not started")
  func slowCalls() async {
    let transport = ScriptedTransport { [time] _ in
      time.advance(by: .seconds(2))
      return .success(.response(200))
    }
    let client = client(transport, until: .seconds(100))
    var late = 0
    for _ in 1...1000 where (try? await client.call(Ask())) == nil { late += 1 }
    #expect(late == 950 && transport.requests.count == 50)
  }

  @Test("cancelling ends a wait, and nothing is sent after it")
  func cancellation() throws {
    let time = VirtualTime()
    let transport = ScriptedTransport { _ in .success(.response(500)) }
    var policy = RetryPolicy()
    policy.baseDelay = .seconds(10)
    let client = AWSClient(SharedState(transport, time, policy: policy))
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
    #expect(time.uptime == .seconds(1) && transport.requests.count == 1)
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
    func output(from response: Response) throws(MalformedResponse) -> String { "" }
    static func error(from response: Response) -> ServiceError {
      ServiceError(response, code: String(decoding: response.body, as: UTF8.self), message: nil)
    }
    func output(
      ofRefusal error: ServiceError, in response: Response
    ) throws(MalformedResponse) -> String? {
      error.code == "NoSuchKey" ? "none" : nil
    }
    static func check(_ response: Response) throws(MalformedResponse) {
      if response.fields["X-Damaged"] != nil { throw MalformedResponse("damaged") }
    }
  }

  @Test("72: a request is sent as the operation wants it, with the operation's own limit")
  func request() async throws {
    let transport = ScriptedTransport(.replies(.response(200)))
    _ = try await client(transport).call(Read())
    let sent = try #require(transport.requests.first)
    #expect(sent.method == .get && sent.path == "/a%2Fb?list-type=2&prefix=a%20b%2F")
    #expect(sent.fields["X-A"] == "1" && sent.fields["Content-Type"] == nil)
    #expect(transport.limits.map(\.responseBytes) == [77])
  }

  @Test("a refusal that is a result to the operation is not an error")
  func refusalAsResult() async throws {
    let transport = ScriptedTransport(.replies(.response(404, "NoSuchKey"), .response(403, "No")))
    let client = client(transport)
    #expect(try await client.call(Read()) == "none")
    await #expect(throws: AWSError.self) { try await client.call(Read()) }
  }

  @Test("a damaged response is asked for again, whatever its status", arguments: [200, 404, 403])
  func damaged(status: Int) async throws {
    let damaged = Response.response(status, "NoSuchKey", fields: ["X-Damaged": "1"])
    let transport = ScriptedTransport(.replies(damaged, .response(200)))
    #expect(try await client(transport).call(Read()) == "")
    #expect(transport.requests.count == 2)
  }

  @Test("counts are those of all clients together, whatever service and credentials they have")
  func counts() async throws {
    let slow = Response.response(400, "Throttling")
    let transport = ScriptedTransport(
      .replies(slow, .response(500), .response(200), .response(200)))
    let shared = SharedState(transport, time)
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
  /// The reply that makes this error.
  fileprivate var reply: Result<Response, TransportError> {
    switch self {
    case .transport(let failure): .failure(failure)
    case .service(let refusal): .success(.response(refusal.status, refusal.code))
    case .malformedResponse, .deadline, .invalidRequest: .success(.response(200))
    }
  }
}
