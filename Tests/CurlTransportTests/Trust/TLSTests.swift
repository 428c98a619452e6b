// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import Testing
import TestSupport

@testable import CurlTransport

/// Rows 75 to 78.
@Suite(.limited) struct TLSTests {
  /// The files that hold the right authority: alone, and behind another.
  static let files = ["authority", "authorities"]

  /// Sends a mail to a server that shows `identity`, trusting what a file holds.
  private func send(
    to identity: String, trusting file: String?,
    script: @escaping LoopbackServer.Script = { $0.respondToAll("x") }
  ) async throws -> (result: Result<Response, TransportError>, server: LoopbackServer) {
    let server = try LoopbackServer(identity: identity, script)
    defer { server.stop() }
    let result = try await onLoop { loop in
      await CurlTransport(loop: loop, route: Route(trustedCertificates: file))
        .result(.post(server.authority, "mail", scheme: "https"))
    }
    return (result, server)
  }

  @Test(arguments: files) func aGoodCertificateIsTrusted(file: String) async throws {
    let run = try await send(to: "server", trusting: Certificates.path(file))
    #expect(Ending(run.result) == .response(200, "x"))
  }

  /// As in libcurl, and for users who pin the one server of a test system.
  @Test("a certificate in the file is trusted even when it is not a root")
  func pinned() async throws {
    let run = try await send(to: "server", trusting: Certificates.path("server-certificate"))
    #expect(Ending(run.result) == .response(200, "x"))
  }

  /// Names are the same whatever type of string they are written in: then their bytes are not.
  @Test("an authority is found although its name has another string type")
  func otherStringType() async throws {
    let run = try await send(
      to: "utf8-server", trusting: Certificates.path("printable-authority"))
    #expect(Ending(run.result) == .response(200, "x"))
  }

  @Test(
    "75: a wrong certificate is refused, and nothing is sent", arguments: files,
    ["wrong-host", "expired", "not-yet-valid", "self-signed"])
  func wrong(file: String, identity: String) async throws {
    let run = try await send(to: identity, trusting: Certificates.path(file))
    #expect(run.result.failure?.kind == .untrusted)
    #expect(run.result.failure?.mayHaveArrived == false)
    #expect(run.server.requests.isEmpty)
  }

  /// The last but one has the name of the authority and another key.
  @Test(
    "75, 76: an authority that is not in the file is not trusted",
    arguments: [
      nil, Certificates.path("other-authority"), "/no/such/file", "/dev/null", "/",
      Certificates.path("impostor"), #filePath,
    ])
  func unknown(file: String?) async throws {
    let run = try await send(to: "server", trusting: file)
    #expect(run.result.failure?.kind == .untrusted)
    #expect(run.result.failure?.mayHaveArrived == false)
    #expect(run.server.requests.isEmpty)
  }

  @Test("each authority of a file is found when it is needed") func twoAuthorities() async throws {
    let one = try LoopbackServer(identity: "server") { $0.respondToAll("one") }
    let other = try LoopbackServer(identity: "other-server") { $0.respondToAll("other") }
    let route = Route(trustedCertificates: Certificates.path("authorities"))
    let endings = try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: route)
      return [
        await transport.ending(.get(one.authority, scheme: "https")),
        await transport.ending(.get(other.authority, scheme: "https")),
      ]
    }
    #expect(endings == [.response(200, "one"), .response(200, "other")])
  }

  @Test("what one transport trusts does not become another's") func separate()
    async throws
  {
    let server = try LoopbackServer(identity: "server") { $0.respondToAll("x") }
    let endings = try await onLoop { loop in
      var endings: [Ending] = []
      for file in ["authority", "other-authority"] {
        let route = Route(trustedCertificates: Certificates.path(file))
        endings.append(
          await CurlTransport(loop: loop, route: route)
            .ending(.get(server.authority, scheme: "https")))
      }
      return endings
    }
    #expect(endings == [.response(200, "x"), .failure(.untrusted)])
  }

  @Test(
    "77: after a handshake that is cut, refused or not TLS, nothing was sent",
    arguments: ["", "\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}\u{46}", "HTTP/1.1 400 Bad Request\r\n\r\n"])
  func brokenHandshake(bytes: String) async throws {
    let server = try LoopbackServer { connection in
      connection.waitForBytes()
      connection.send(bytes)
    }
    let result = try await onLoop { loop in
      await CurlTransport(loop: loop, route: .plain)
        .result(.post(server.authority, "mail", scheme: "https"))
    }
    #expect(result.failure?.kind == .handshakeFailed)
    #expect(result.failure?.mayHaveArrived == false)
  }

  @Test("77: TLS 1.1 is too old") func oldVersion() async throws {
    let server = try LoopbackServer(identity: "server", newest: .tls1_1) { $0.respondToAll() }
    let result = try await onLoop { loop in
      await CurlTransport(loop: loop, route: .plain)
        .result(.post(server.authority, "mail", scheme: "https"))
    }
    #expect(result.failure?.kind == .handshakeFailed)
    #expect(server.requests.isEmpty)
  }

  @Test("78: without close_notify a body of known length is whole, one without a length is not")
  func noGoodbye() async throws {
    let file = Certificates.path("authority")
    let whole = try await send(to: "server", trusting: file) { connection in
      connection.readRequest()
      connection.respond("200 OK", "x")
      connection.cut()
    }
    #expect(Ending(whole.result) == .response(200, "x"))
    let open = try await send(to: "server", trusting: file) { connection in
      connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\n\r\nx")
      connection.cut()
    }
    #expect(Ending(open.result) == .cut)
  }

  @Test(
    "42: over TLS too, a mail is sent once on a connection that dies", arguments: [true, false])
  func neverTwice(withGoodbye: Bool) async throws {
    let server = try LoopbackServer(
      identity: "server",
      { connection in
        connection.readRequest()
        connection.respond()
        connection.readRequest()
        if !withGoodbye { connection.cut() }
      }, { $0.respondToAll("sent again") })
    let route = Route(trustedCertificates: Certificates.path("authority"))
    let last = try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: route)
      _ = await transport.result(.post(server.authority, "first", scheme: "https"))
      return await transport.result(.post(server.authority, "mail", scheme: "https"))
    }
    #expect(last.failure?.mayHaveArrived == true)
    #expect(server.texts.filter { $0.hasSuffix("mail") }.count == 1)
  }

  @Test func laterConnectionsResumeTheSessionOfTheFirst() async throws {
    let server = try LoopbackServer(identity: "server") { connection in
      connection.readRequest()
      connection.respond(
        "200 OK", connection.isResumed ? "resumed" : "new", fields: ["Connection: close"])
    }
    let route = Route(trustedCertificates: Certificates.path("authority"))
    let endings = try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: route)
      var endings: [Ending] = []
      for _ in 1...3 {
        endings.append(await transport.ending(.get(server.authority, scheme: "https")))
      }
      return endings
    }
    #expect(
      endings == [.response(200, "new"), .response(200, "resumed"), .response(200, "resumed")])
  }
}
