// SPDX-License-Identifier: Apache-2.0
import HTTP
import SigV4
import TestSupport

@testable import AWSClient

/// An operation that may be asked again, in a wire format made for tests: the body is the error's code.
struct Ask: Operation {
  static let name = "Ask"
  static let isRepeatable = true
  static let responseLimit = 1_000_000
  func request() throws(AWSError) -> OperationRequest { OperationRequest(.post, path: "/") }
  func output(from response: Response) throws(MalformedAnswer) -> String {
    guard let text = String(validating: response.body, as: UTF8.self) else {
      throw MalformedAnswer("no text")
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
  func output(from response: Response) throws(MalformedAnswer) -> String { "" }
  static func error(from response: Response) -> ServiceError { .read(response) }
  func isFinal(_ error: ServiceError) -> Bool { error.code == "LimitExceededException" }
}

extension ServiceError {
  fileprivate static func read(_ response: Response) -> ServiceError {
    ServiceError(response, code: String(validating: response.body, as: UTF8.self), message: nil)
  }
}

extension Session {
  /// A session without jitter.
  init(_ transport: Wire, _ time: Time, policy: RetryPolicy = RetryPolicy()) {
    self.init(
      transport: transport, time: time,
      credentials: Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: nil),
      policy: policy, random: { 1 })
  }
}

extension Endpoint {
  static let example = Endpoint(
    scheme: "https", authority: "iam.amazonaws.com", basePath: "", signingName: "iam",
    signingRegion: "us-east-1", signing: .standard)
}

extension [ScriptedTransport.Reply] {
  /// Answers, one a request, and what is read from the client when each is asked for.
  static func replies(_ answers: Response...) -> Self {
    answers.map { answer in { _ in .success(answer) } }
  }
}
