// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTP
import Logging
import TestSupport

@testable import LambdaRuntime

/// An exchange between the runtime and a Lambda that follows a script. After the script's end
/// Lambda responds with 410, so that the production loop ends by its own rule.
struct Conversation {
  let transport: ScriptedTransport
  let time = ManualTime()
  let log = Transcript<String>()
  let traceIDs = Transcript<String?>()

  init(_ script: [Turn]) {
    transport = ScriptedTransport((script + [.status(410)]).map(\.reply))
  }

  /// Runs the loop until it ends.
  func run(
    retriesFailures: Bool = false,
    _ work: @escaping @Sendable (Invocation) throws(InvocationFailure) -> [UInt8]
  ) async -> RuntimeError? {
    let writer = LogWriter(format: "json", level: nil, write: log.add)
    let logger = Logger(label: "test") { _ in writer }
    do throws(RuntimeError) {
      let api = try RuntimeAPI(address: "127.0.0.1:9001", transport: transport, time: ManualTime())
      let runtime = LambdaRuntime(
        api: api, time: time, logger: logger, exportTraceID: traceIDs.add)
      try await runtime.run(Worker(retriesFailures: retriesFailures, work: work))
    } catch {
      return error
    }
  }

  /// `GET next`, `POST 1/response`, …
  var calls: [String] {
    transport.requests.map { request in
      let path = request.path
      let call = path.replacing("/2018-06-01/runtime/invocation/", with: "")
      return "\(request.method.rawValue) \(call)"
    }
  }
}

struct Worker: Handler {
  let retriesFailures: Bool
  let work: @Sendable (Invocation) throws(InvocationFailure) -> [UInt8]

  func handle(_ invocation: Invocation) async throws(InvocationFailure) -> [UInt8] {
    try work(invocation)
  }
}

/// A failure in the form that Lambda expects.
struct PostedFailure: Decodable, Equatable {
  let errorType: String
  let errorMessage: String
  let stackTrace: [String]

  init(_ request: Request) throws {
    self = try JSONDecoder().decode(PostedFailure.self, from: Data(request.body))
  }
}

/// Lambda's reaction to one call.
enum Turn: Sendable {
  case response(Response)
  case lost(TransportError.Kind)

  static func status(_ code: Int) -> Turn { .response(.response(code)) }

  static func event(_ id: String, _ payload: String = "{}", fields: Fields = [:]) -> Turn {
    var all = fields
    all["Lambda-Runtime-Aws-Request-Id"] = id
    return .response(.response(200, payload, fields: all))
  }

  var reply: ScriptedTransport.Reply {
    switch self {
    case .response(let response): { _ in .success(response) }
    case .lost(let kind): { _ in .failure(TransportError(kind, "The connection was cut.")) }
    }
  }
}
