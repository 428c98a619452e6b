// SPDX-License-Identifier: Apache-2.0
import HTTP
import SigV4
import TestSupport

@testable import AWSClient

/// An operation that may be asked again, in a wire format made for tests: the body is the error's
/// code.
struct Ask: Operation {
  static let name = "Ask"
  static let isRepeatable = true
  static let responseLimit = 1_000_000
  func request() throws(AWSError) -> OperationRequest { OperationRequest(.post, path: "/") }
  func output(from response: Response) throws(MalformedResponse) -> String {
    guard let text = String(validating: response.body, as: UTF8.self) else {
      throw MalformedResponse("no text")
    }
    return text
  }
  static func error(from response: Response) -> ServiceError { .read(response) }
}

/// An operation that writes to people; its day's quota ends with a throttling code.
struct Tell: Operation {
  static let name = "Tell"
  static let isRepeatable = false
  static let responseLimit = 1_000_000
  func request() throws(AWSError) -> OperationRequest { OperationRequest(.post, path: "/") }
  func output(from response: Response) throws(MalformedResponse) -> String { "" }
  static func error(from response: Response) -> ServiceError { .read(response) }
  func isFinal(_ error: ServiceError) -> Bool { error.code == "LimitExceededException" }
}

extension ServiceError {
  fileprivate static func read(_ response: Response) -> ServiceError {
    ServiceError(response, code: String(validating: response.body, as: UTF8.self), message: nil)
  }
}

extension SharedState {
  /// A state without jitter.
  init(_ transport: any Transport, _ time: any Timekeeper, policy: RetryPolicy = RetryPolicy()) {
    self.init(
      transport: transport, time: time, userAgent: "key-reminder/1.2.3", policy: policy,
      random: { 1 })
  }
}

extension Credentials {
  static let example = Credentials(
    accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: nil)
}

extension AWSClient {
  /// A client of an example.
  init(_ shared: SharedState, quota: RetryQuota = RetryQuota()) {
    self.init(endpoint: .example, shared: shared, credentials: .example, quota: quota)
  }

  /// Calls with a deadline that no test reaches.
  func call<Op: Operation>(_ operation: Op) async throws(AWSError) -> Op.Output {
    try await until(Deadline(in: .seconds(60), by: shared.time)).call(operation)
  }

  /// The client with the deadline of its calls.
  func until(_ deadline: Deadline) -> CallsUntil { CallsUntil(client: self, deadline: deadline) }
}

/// The calls of one invocation.
struct CallsUntil: Sendable {
  let client: AWSClient
  let deadline: Deadline

  func call<Op: Operation>(_ operation: Op) async throws(AWSError) -> Op.Output {
    try await client.call(operation, by: deadline)
  }
}

extension Endpoint {
  static let example = Endpoint(
    scheme: "https", authority: "iam.amazonaws.com", basePath: "", signingName: "iam",
    signingRegion: "us-east-1", signing: .standard)
}

extension [ScriptedTransport.Reply] {
  /// Responses, one for each request.
  static func replies(_ responses: Response...) -> Self {
    responses.map { response in { _ in .success(response) } }
  }
}
