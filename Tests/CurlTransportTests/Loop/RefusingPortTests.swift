// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import Testing
import TestSupport

@testable import CurlTransport

/// The ports at which tests expect to be refused: a test that runs beside must not get one of them.
@Suite(.limited) struct RefusingPortTests {
  @Test("a dead port refuses connections, and no other test gets it") func deadPort() async throws {
    let port = try LoopbackServer.deadPort()
    #expect(try await ending(at: port) == .failure(.unreachable))
    #expect(!isFree(port))
  }

  @Test("the port of a stopped server refuses connections, and no other test gets it")
  func stoppedServer() async throws {
    let server = try LoopbackServer { $0.respondToAll("x") }
    server.stop()
    #expect(try await ending(at: server.port) == .failure(.unreachable))
    #expect(!isFree(server.port))
  }

  private func ending(at port: UInt16) async throws -> Ending {
    try await onLoop {
      await CurlTransport(loop: $0, route: .plain).ending(.get("127.0.0.1:\(port)"))
    }
  }

  /// Whether a server could listen there.
  private func isFree(_ port: UInt16) -> Bool {
    let server = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    defer { close(server) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
