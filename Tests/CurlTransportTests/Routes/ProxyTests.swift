// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import Testing
import TestSupport

@testable import CurlTransport

/// Requests through a proxy, and the errors when the proxy fails.
@Suite(.limited) struct ProxyTests {
  /// One mail to `host` through `proxy`.
  private func mail(
    to host: String = "iam.example.com", through url: String, except: String = "",
    trusting file: String? = nil
  ) async throws -> TransportError? {
    let exceptions = try #require(ProxyExceptions(except))
    let proxy: Proxy = try #require(Proxy(url, exceptions: exceptions))
    let route = Route(proxy: proxy, trustedCertificates: file)
    return try await onLoop { loop in
      await CurlTransport(loop: loop, route: route).result(.post(host, "mail", scheme: "https"))
    }.failure
  }

  @Test("20: nothing goes through a proxy of the environment by itself")
  func environment() async throws {
    await #expect(processExitsWith: .success) {
      let (proxy, server) = (
        try LoopbackServer { $0.respondToAll("proxy") },
        try LoopbackServer { $0.respondToAll("server") }
      )
      for name in ["http_proxy", "HTTP_PROXY", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"] {
        setenv(name, "http://\(proxy.authority)", 1)
      }
      let endings = try await onLoop { loop in
        let dead = try? LoopbackServer.deadPort()
        return [
          await CurlTransport(loop: loop, route: .plain).ending(.get(server.authority)),
          await CurlTransport(loop: loop, route: .plain)
            .ending(.get("127.0.0.1:\(dead ?? 1)", scheme: "https")),
        ]
      }
      #expect(endings == [.response(200, "server"), .failure(.unreachable)])
      #expect(proxy.connections == 0)
    }
  }

  @Test("20: plain http never goes through a proxy, and https not to an exception")
  func straight() async throws {
    let proxy = try LoopbackServer { $0.respondToAll("proxy") }
    let server = try LoopbackServer { $0.respondToAll("server") }
    let (address, dead) = ("http://\(proxy.authority)", try LoopbackServer.deadPort())
    let ending = try await onLoop { loop in
      let route = Route(proxy: Proxy(address), trustedCertificates: nil)
      return await CurlTransport(loop: loop, route: route).ending(.get(server.authority))
    }
    #expect(ending == .response(200, "server"))
    let failure = try await mail(to: "localhost:\(dead)", through: address, except: "localhost")
    #expect(failure?.kind == .unreachable)
    #expect(proxy.connections == 0)
  }

  /// In a separate process, because exceptions in the environment must not count.
  @Test("20: https goes through the proxy, and credentials to nobody else")
  func credentials() async throws {
    await #expect(processExitsWith: .success) {
      setenv("NO_PROXY", "*", 1)
      let proxy = try LoopbackServer { connection in
        connection.readRequest()
        connection.respond("407 Proxy Authentication Required")
      }
      let route = Route(
        proxy: Proxy("http://us%3Aer:p%23%2f%C3%A9@\(proxy.authority)"),
        trustedCertificates: nil)
      _ = try await onLoop { loop in
        await CurlTransport(loop: loop, route: route)
          .result(.post("iam.example.com", "mail", scheme: "https"))
      }
      let expected = Data("us:er:p#/é".utf8).base64EncodedString()
      let lines = proxy.texts.first?.components(separatedBy: "\r\n") ?? []
      #expect(lines.first == "CONNECT iam.example.com:443 HTTP/1.1")
      #expect(lines.contains("Proxy-Authorization: Basic \(expected)"))
    }
  }

  /// A proxy's response to CONNECT, the failure, and a word of its reason.
  static let refusals: [(status: String, kind: TransportError.Kind)] = [
    ("407 Proxy Authentication Required", .proxyRefused), ("403 Forbidden", .proxyRefused),
    ("404 Not Found", .proxyRefused), ("302 Found", .proxyRefused), ("503 Busy", .proxyFailed),
    ("502 Bad Gateway", .proxyFailed), ("429 Too Many Requests", .proxyFailed),
  ]

  @Test(
    "20, 97: a proxy that refuses is told by its status, never by its address", arguments: refusals)
  func refused(status: String, kind: TransportError.Kind) async throws {
    let proxy = try LoopbackServer { connection in
      connection.readRequest()
      connection.respond(status, "a page about proxy-user:secret")
    }
    let failure = try await mail(through: "http://proxy-user:secret@localhost:\(proxy.port)")
    #expect(failure?.kind == kind && failure?.mayHaveArrived == false)
    #expect(failure?.reason.contains(status.prefix(3)) == true)
    #expect(failure.map(Self.isDiscreet) == true)
  }

  @Test(
    "20, 97: the failure of an unreachable proxy does not contain its address",
    arguments: ["http", "https", "socks4", "socks4a", "socks5", "socks5h"])
  func dead(scheme: String) async throws {
    let port = try LoopbackServer.deadPort()
    for host in ["localhost:\(port)", "no-such-proxy.invalid:\(port)"] {
      let failure = try await mail(through: "\(scheme)://proxy-user:secret@\(host)")
      #expect(failure?.kind == .proxyFailed && failure?.mayHaveArrived == false)
      #expect(failure.map(Self.isDiscreet) == true)
    }
  }

  @Test("20, 97: nor does that of a proxy that closes the connection or sends something else")
  func broken() async throws {
    for bytes in ["", "HTTP/1.1 200 Connected\r\n\r\nno TLS", "SSH-2.0-OpenSSH_9.2\r\n"] {
      let proxy = try LoopbackServer { connection in
        connection.readRequest()
        connection.send(bytes)
      }
      let failure = try await mail(through: "proxy-user:secret@localhost:\(proxy.port)")
      #expect(failure?.mayHaveArrived == false)
      #expect(failure.map(Self.isDiscreet) == true)
    }
  }

  @Test("20: an https proxy is reached over TLS, and its certificate must be trusted")
  func overTLS() async throws {
    let proxy = try LoopbackServer(identity: "server") { connection in
      connection.readRequest()
      connection.respond("407 Proxy Authentication Required")
    }
    let trusted = try await mail(
      through: "https://\(proxy.authority)", trusting: Certificates.path("authority"))
    #expect(trusted?.kind == .proxyRefused)
    let unknown = try await mail(
      through: "https://\(proxy.authority)", trusting: Certificates.path("other-authority"))
    #expect(unknown?.kind == .untrusted)
    #expect(proxy.requests.count == 1)
  }

  @Test("20, 42, 97: behind a proxy failures are the same, without the proxy's address")
  func tunnel() async throws {
    let proxy = try LoopbackServer { connection in
      connection.readRequest()
      connection.respond("200 Connected")
      guard connection.secure(as: "server") else { return }
      connection.readRequest()
      if connection.number == 1 { connection.respond("200 OK", "x", fields: ["Connection: close"]) }
    }
    let address = "http://proxy-user:secret@localhost:\(proxy.port)"
    let file = Certificates.path("authority")
    #expect(try await mail(to: "127.0.0.1", through: address, trusting: file) == nil)
    let failure = try await mail(to: "127.0.0.1", through: address, trusting: file)
    #expect(failure?.kind == .interrupted)
    #expect(failure.map(Self.isDiscreet) == true)
    #expect(proxy.texts.filter { $0.hasSuffix("mail") }.count == 2)
    #expect(proxy.texts.allSatisfy { $0.hasSuffix("mail") != $0.contains("Proxy-Authorization") })
  }

  /// Whether a failure contains neither the proxy's address nor our credentials for it.
  private static func isDiscreet(_ failure: TransportError) -> Bool {
    !["localhost", "127.0.0.1", "::1", "proxy-user", "secret", "no-such-proxy"]
      .contains { failure.reason.contains($0) }
  }
}
