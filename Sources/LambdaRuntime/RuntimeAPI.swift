// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// The client of Lambda's Runtime API, which is plain HTTP on this machine.
public struct RuntimeAPI: Sendable {
  private let transport: any Transport
  private let time: any Timekeeper
  private let authority: String
  private let userAgent: String

  /// Creates a client.
  ///
  /// - Parameters:
  ///   - address: `AWS_LAMBDA_RUNTIME_API`: host and port, never reached through a proxy.
  ///   - userAgent: the name of the program, and its version if it has one: `name/1.2.3`.
  /// - Throws: ``RuntimeError/invalidAddress(_:)``.
  public init(
    address: String?, transport: any Transport, time: any Timekeeper,
    userAgent: String = "key-reminder"
  ) throws(RuntimeError) {
    guard let address, Self.isAuthority(address) else { throw .invalidAddress(address) }
    self.authority = address
    self.transport = transport
    self.time = time
    self.userAgent = userAgent
  }

  /// Waits for the next event.
  ///
  /// There is no time limit: Lambda freezes the process while it waits, and a limit would be
  /// reached after the thaw. After a broken connection it asks again, because Lambda repeats an
  /// event until it gets a response.
  func next() async throws(RuntimeError) -> Response {
    let call = "invocation/next"
    let response = try await send(.get, call, attempts: 3, limits: Self.limitsOfNext)
    guard response.status == 200 else {
      throw .unexpectedStatus(call: call, status: response.status)
    }
    return response
  }

  /// Posts the response to an invocation.
  ///
  /// - Returns: whether Lambda accepted the response; `false` when it is too large. Then Lambda has
  ///   told the caller, and the process continues.
  func postResponse(_ body: [UInt8], for requestID: String) async throws(RuntimeError) -> Bool {
    try await post("invocation/\(requestID)/response", body, accepting: [202, 413]) == 202
  }

  /// Posts the failure of an invocation.
  func postFailure(
    _ failure: InvocationFailure, for requestID: String
  ) async throws(RuntimeError) {
    _ = try await post("invocation/\(requestID)/error", failure.body, failure.fields)
  }

  /// Posts that the process cannot serve any invocation. The process must end afterwards.
  ///
  /// Lambda refuses it with 403 when the process has already started; then there is nothing left to
  /// do.
  public func postInitFailure(_ failure: InvocationFailure) async throws(RuntimeError) {
    _ = try await post("init/error", failure.body, failure.fields, accepting: [202, 403])
  }

  private func post(
    _ call: String, _ body: [UInt8], _ fields: Fields = [:],
    accepting statuses: Set<Int> = [202]
  ) async throws(RuntimeError) -> Int {
    let limits = Limits(
      connect: .seconds(1), deadline: Deadline(in: .seconds(30), by: time), responseBytes: 65_536)
    let response = try await send(
      .post, call, fields: fields, body: body, attempts: 1, limits: limits)
    guard statuses.contains(response.status) else {
      throw .unexpectedStatus(call: call, status: response.status)
    }
    return response.status
  }

  private func send(
    _ method: Method, _ call: String, fields: Fields = [:], body: [UInt8] = [],
    attempts: Int, limits: Limits
  ) async throws(RuntimeError) -> Response {
    var request = Request(
      method, scheme: "http", authority: authority, path: "/2018-06-01/runtime/\(call)",
      fields: fields, body: body)
    request.fields.append("User-Agent", userAgent)
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

  /// The limits of `next`. Lambda's events are at most 6 MB.
  private static let limitsOfNext = Limits(
    connect: .seconds(1), deadline: nil, responseBytes: 7_000_000)

  /// A host's name or IPv4 address, and a port.
  private static func isAuthority(_ address: String) -> Bool {
    let parts = address.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let port = UInt16(parts[1]), port > 0 else { return false }
    return !parts[0].isEmpty && address.utf8.allSatisfy { isHost($0) || $0 == UInt8(ascii: ":") }
  }

  private static func isHost(_ byte: UInt8) -> Bool {
    let character = Character(Unicode.Scalar(byte))
    return character.isASCII
      && (character.isLetter || character.isNumber || character == "-" || character == ".")
  }
}

extension InvocationFailure {
  fileprivate var fields: Fields {
    [FieldName.errorType: type, "Content-Type": "application/vnd.aws.lambda.error+json"]
  }
}
