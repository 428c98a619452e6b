// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import Testing
import TestSupport

@testable import CurlTransport

/// Proxies are the environment's, so each test has a process of its own.
@Suite(.limited) struct ProxyTests {
  @Test("20: the Runtime API never goes through a proxy, and plain http does not either")
  func neverForHTTP() async throws {
    await #expect(processExitsWith: .success) {
      let (proxy, server) = (
        try LoopbackServer { $0.answerAll("proxy") }, try LoopbackServer { $0.answerAll("server") }
      )
      for name in ["http_proxy", "HTTP_PROXY", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"] {
        setenv(name, "http://\(proxy.authority)", 1)
      }
      let endings = try await onLoop { loop in
        let aws = Route(proxy: .environment, trustedCertificates: nil)
        let dead = try? LoopbackServer.deadPort()
        return [
          await CurlTransport(loop: loop, route: .plain).ending(.get(server.authority)),
          await CurlTransport(loop: loop, route: aws).ending(.get(server.authority)),
          await CurlTransport(loop: loop, route: .plain)
            .ending(.get("127.0.0.1:\(dead ?? 1)", scheme: "https")),
        ]
      }
      #expect(
        endings == [.answer(200, "server"), .answer(200, "server"), .failure(.unreachable)])
      #expect(proxy.connections == 0)
    }
  }

  @Test("20: https goes through the environment's proxy") func forHTTPS() async throws {
    await #expect(processExitsWith: .success) {
      let proxy = try LoopbackServer { connection in
        connection.readRequest()
        connection.answer("407 Proxy Authentication Required")
      }
      setenv("HTTPS_PROXY", "http://\(proxy.authority)", 1)
      setenv("NO_PROXY", "localhost", 1)
      let results = try await onLoop { loop in
        let aws = Route(proxy: .environment, trustedCertificates: nil)
        let dead = try? LoopbackServer.deadPort()
        return [
          await CurlTransport(loop: loop, route: aws)
            .result(.post("iam.example.com", "mail", scheme: "https")),
          await CurlTransport(loop: loop, route: aws)
            .result(.post("localhost:\(dead ?? 1)", "mail", scheme: "https")),
        ]
      }
      // The proxy refused: the server has surely not seen the mail.
      #expect(results.map { $0.failure?.kind } == [.unreachable, .unreachable])
      #expect(proxy.texts.map { $0.prefix(28) } == ["CONNECT iam.example.com:443 "])
    }
  }
}
