// SPDX-License-Identifier: Apache-2.0
import HTTP
import SigV4
import Testing
import TestSupport

@testable import AWSClient

/// Responses of a service, or of something in between, that repeat our secrets.
@Suite(.limited) struct SecretsTests {
  static let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
  static let token = "IQoJb3JpZ2luX2VjE//wEaCWV1LXdlc3Qt+/=" + String(repeating: "t", count: 900)
  static let password = "p#ss word"

  /// The secrets in a request.
  static let quotes: [@Sendable (Request) -> String] = [
    { _ in secret }, { _ in token }, { _ in password }, { $0.fields["Authorization"] ?? "" },
    { $0.fields["X-Amz-Security-Token"] ?? "" },
    { $0.fields["Authorization"].map { String($0.suffix(64)) } ?? "" },
  ]

  private func client(_ reply: @escaping ScriptedTransport.Reply) -> AWSClient {
    let shared = SharedState(
      transport: ScriptedTransport(always: reply), time: ManualTime(), secrets: [Self.password])
    let credentials = Credentials(
      accessKeyID: "AKIDEXAMPLE", secretAccessKey: Self.secret, sessionToken: Self.token)
    return AWSClient(endpoint: .example, shared: shared, credentials: credentials)
  }

  /// What `reply` becomes.
  private func error(_ reply: @escaping ScriptedTransport.Reply) async throws -> AWSError {
    try await #require(throws: AWSError.self) { _ = try await client(reply).call(Quoted()) }
  }

  @Test("97: what is quoted of our secrets is cut, wherever it stands", arguments: quotes.indices)
  func quoted(index: Int) async throws {
    let quote = Self.quotes[index]
    let status = try await error { request in
      let text = "<\(quote(request))|\(quote(request))>"
      return .success(.response(400, text, fields: ["x-amzn-requestid": text]))
    }
    // All three are cut off at some length, the message also where AWS begins to quote the request.
    let allowed = ["<…", "<…|…", "<…|…>"]
    guard case .service(let refusal) = status else { return #expect(Bool(false)) }
    for text in [refusal.code, refusal.message, refusal.requestID] {
      #expect(text.map(allowed.contains) == true, "\(text ?? "")")
    }
    let malformed = try await error { .success(.response(200, "no \(quote($0)).")) }
    #expect(malformed == .malformedResponse("no …."))
    let lost = try await error { .failure(TransportError(.untrusted, "no \(quote($0)).")) }
    #expect(lost == .transport(TransportError(.untrusted, "no ….")))
  }

  @Test("97: no part of a secret is left where a text was cut off")
  func cutOff() async throws {
    for count in [990, 1000, 1019] {
      let before = String(repeating: "x", count: count)
      let status = try await error { _ in .success(.response(400, before + Self.token)) }
      guard case .service(let refusal) = status else { return #expect(Bool(false)) }
      #expect(refusal.message == before + "…")
    }
  }

  @Test("97: a success that repeats our credentials is not believed", arguments: [0, 1, 3, 4, 5])
  func repeated(index: Int) async throws {
    let quote = Self.quotes[index]
    await #expect(throws: AWSError.malformedResponse("it repeats our credentials")) {
      try await self.client { .success(.response(200, "<\(quote($0))>")) }.call(Tell())
    }
  }

  @Test("a success that contains a short secret stays a success: the word may be a user's name")
  func shortWord() async throws {
    _ = try await client { _ in .success(.response(200, "<\(Self.password)>")) }.call(Tell())
  }

  @Test("a text without secrets stays as it is")
  func innocent() async throws {
    let text = "AccessDenied: AWS4-HMAC-SHA256 is spoken here"
    #expect(
      try await error { _ in .failure(TransportError(.untrusted, text)) }
        == .transport(TransportError(.untrusted, text)))
  }
}

/// An operation whose body is code and message of an error, or why the response cannot be read.
private struct Quoted: Operation {
  static let name = "Quoted"
  static let isRepeatable = false
  static let responseLimit = 1000
  func request() throws(AWSError) -> OperationRequest { OperationRequest(.post, path: "/") }
  func output(from response: Response) throws(MalformedResponse) -> String {
    throw MalformedResponse(String(decoding: response.body, as: UTF8.self))
  }
  static func error(from response: Response) -> ServiceError {
    let text = String(decoding: response.body, as: UTF8.self)
    return ServiceError(response, code: text, message: text)
  }
}
