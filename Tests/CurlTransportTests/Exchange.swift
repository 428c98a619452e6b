// SPDX-License-Identifier: Apache-2.0
import HTTP
import TestSupport

@testable import CurlTransport

/// How an exchange ended, in what a test compares.
enum Ending: Equatable, Sendable {
  case response(Int, String)
  case failure(TransportError.Kind)

  init(_ result: Result<Response, TransportError>) {
    switch result {
    case .success(let response):
      self = .response(response.status, String(decoding: response.body, as: UTF8.self))
    case .failure(let error): self = .failure(error.kind)
    }
  }
}

extension CurlTransport {
  /// Sends, with the result as a value.
  func result(
    _ request: Request, _ bounds: Bounds = .generous
  ) async -> Result<Response, TransportError> {
    do throws(TransportError) {
      return .success(try await send(request, limits: bounds.limits(by: loop)))
    } catch {
      return .failure(error)
    }
  }

  /// Sends, and returns how it ended.
  func ending(_ request: Request, _ bounds: Bounds = .generous) async -> Ending {
    Ending(await result(request, bounds))
  }
}

extension Request {
  static func get(
    _ authority: String, _ path: String = "/", scheme: String = "http", fields: Fields = [:]
  ) -> Request {
    Request(.get, scheme: scheme, authority: authority, path: path, fields: fields)
  }

  static func post(_ authority: String, _ body: String, scheme: String = "http") -> Request {
    Request(.post, scheme: scheme, authority: authority, path: "/", body: Array(body.utf8))
  }
}

/// Limits whose time begins when the request does.
struct Bounds: Sendable {
  var connect = Duration.seconds(60)
  var total: Duration? = .seconds(60)
  var responseBytes = 1_000_000
  var allowsKeptConnection = true

  /// A test that reaches these has failed.
  static let generous = Bounds()

  /// For servers that never end: the limit is what ends the test.
  static let short = Bounds(connect: .milliseconds(300), total: .milliseconds(300))

  func limits(by time: some Timekeeper) -> Limits {
    var limits = Limits(
      connect: connect, deadline: total.map { Deadline(in: $0, by: time) },
      responseBytes: responseBytes)
    limits.allowsKeptConnection = allowsKeptConnection
    return limits
  }
}

extension Route {
  static let plain = Route(trustedCertificates: nil)
}

/// One request to a new server, from a new loop.
func exchange(
  _ request: @escaping @Sendable (String) -> Request = { .get($0) }, limits: Bounds = .generous,
  with script: @escaping LoopbackServer.Script
) async throws -> (ending: Ending, server: LoopbackServer) {
  let server = try LoopbackServer(script)
  defer { server.stop() }
  let ending = try await onLoop { loop in
    await CurlTransport(loop: loop, route: .plain).ending(request(server.authority), limits)
  }
  return (ending, server)
}
