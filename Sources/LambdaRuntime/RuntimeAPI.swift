// SPDX-License-Identifier: Apache-2.0
public import HTTP
internal import HTTPTypes

/// The calls of Lambda's Runtime API. Plain HTTP on this machine.
public struct RuntimeAPI<Wire: Transport>: Sendable {
  private let transport: Wire
  private let authority: String

  /// Creates the API's client.
  ///
  /// - Parameter address: `AWS_LAMBDA_RUNTIME_API`: host and port, never reached through a proxy.
  /// - Throws: ``RuntimeError/invalidAddress(_:)``.
  public init(address: String?, transport: Wire) throws(RuntimeError) {
    guard let address, Self.isAuthority(address) else { throw .invalidAddress(address) }
    self.authority = address
    self.transport = transport
  }

  /// Waits for the next event, as long as it takes.
  ///
  /// Lambda freezes the process while it waits: a time limit would fire after the thaw. A connection
  /// that broke is tried again, for the event is given out again until it is answered.
  func next() async throws(RuntimeError) -> Response {
    let call = "next"
    let response = try await send(.get, "invocation/next", attempts: 3, limits: .patient)
    guard response.head.status.code == 200 else {
      throw .unexpectedStatus(call: call, status: response.head.status.code)
    }
    return response
  }

  /// Posts an answer.
  ///
  /// - Returns: whether Lambda took it; `false` when it is too large, which Lambda has told the
  ///   caller, so that the process goes on.
  func postAnswer(_ body: [UInt8], for requestID: String) async throws(RuntimeError) -> Bool {
    try await post("invocation/\(requestID)/response", body, [])
  }

  /// Posts a failure of one invocation.
  func postFailure(
    _ failure: InvocationFailure, for requestID: String
  ) async throws(RuntimeError) -> Bool {
    try await post("invocation/\(requestID)/error", failure.body, failure.fields)
  }

  /// Says that the process cannot serve any invocation. It must end afterwards.
  public func postInitFailure(_ failure: InvocationFailure) async throws(RuntimeError) {
    _ = try await post("init/error", failure.body, failure.fields)
  }

  private func post(
    _ call: String, _ body: [UInt8], _ fields: [HTTPField]
  ) async throws(RuntimeError) -> Bool {
    let response = try await send(
      .post, call, fields: fields, body: body, attempts: 1, limits: .prompt)
    switch response.head.status.code {
    case 202: return true
    case 413: return false
    case let status: throw .unexpectedStatus(call: call, status: status)
    }
  }

  private func send(
    _ method: HTTPRequest.Method, _ call: String, fields: [HTTPField] = [], body: [UInt8] = [],
    attempts: Int, limits: Limits
  ) async throws(RuntimeError) -> Response {
    var head = HTTPRequest(
      method: method, scheme: "http", authority: authority, path: "/2018-06-01/runtime/\(call)")
    head.headerFields[.userAgent] = "key-reminder"
    head.headerFields.append(contentsOf: fields)
    let request = Request(head: head, body: body)
    var attempt = 1
    while true {
      do throws(TransportError) {
        return try await transport.send(request, limits: limits)
      } catch {
        guard attempt < attempts, error.kind != .cancelled else {
          throw .unreachable(call: call, error)
        }
        attempt += 1
      }
    }
  }

  private static func isAuthority(_ address: String) -> Bool {
    let parts = address.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, let port = UInt16(Substring(parts[1])), port > 0 else { return false }
    return !parts[0].isEmpty
      && parts[0].allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "-")...UInt8(ascii: "9")).contains(byte) && byte != UInt8(ascii: "/")
      }
  }
}

extension InvocationFailure {
  fileprivate var fields: [HTTPField] {
    let type = HTTPField(name: .lambdaErrorType, value: type)
    return [type, HTTPField(name: .contentType, value: "application/vnd.aws.lambda.error+json")]
  }
}

extension Limits {
  /// For `next`. Lambda's events are at most 6 MB.
  fileprivate static let patient = Limits(
    connect: .seconds(1), total: nil, answerBytes: 7_000_000)
  fileprivate static let prompt = Limits(
    connect: .seconds(1), total: .seconds(30), answerBytes: 65_536)
}
