// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import TestSupport
import Testing

@testable import CurlTransport

/// Rows 75 to 78, for each way to come to trust a server. What the test's `authority` certifies
/// stands for what Amazon certifies, or for what is in a file.
@Suite struct TLSTests {
  enum Way: CaseIterable, Sendable {
    case amazonsRoots, systemFile, onlyFile

    var trust: Route.Trust {
      switch self {
      case .amazonsRoots: .amazon(orFile: Certificates.path("other-authority"))
      case .systemFile: .amazon(orFile: Certificates.path("authority"))
      case .onlyFile: .file(Certificates.path("authority"))
      }
    }

    var roots: String {
      get throws {
        let name = self == .amazonsRoots ? "authority" : "other-authority"
        return try String(contentsOfFile: Certificates.path(name), encoding: .utf8)
      }
    }
  }

  /// Sends a mail to a server that shows `identity`.
  private func send(
    to identity: String, trusting trust: Route.Trust, roots: String = AmazonRoots.pem,
    script: @escaping LoopbackServer.Script = { $0.answerAll("x") }
  ) async throws -> (result: Result<Response, TransportError>, server: LoopbackServer) {
    let server = try LoopbackServer(identity: identity, script)
    defer { server.stop() }
    let result = try await onLoop(EventLoop(roots: roots)) { loop in
      await CurlTransport(loop: loop, route: Route(proxy: .never, trust: trust))
        .result(.post(server.authority, "mail", scheme: "https"))
    }
    return (result, server)
  }

  @Test(arguments: Way.allCases) func aGoodCertificateIsBelieved(way: Way) async throws {
    let run = try await send(to: "server", trusting: way.trust, roots: try way.roots)
    #expect(Ending(run.result) == .answer(200, "x"))
  }

  @Test(
    "75: a wrong certificate is refused, and nothing is sent", arguments: Way.allCases,
    ["wrong-host", "expired", "not-yet-valid", "self-signed"])
  func wrong(way: Way, identity: String) async throws {
    let run = try await send(to: identity, trusting: way.trust, roots: try way.roots)
    #expect(run.result.failure?.kind == .untrusted)
    #expect(run.result.failure?.mayHaveArrived == false)
    #expect(run.server.requests.isEmpty)
  }

  @Test(
    "75: an authority that nobody named is not believed",
    arguments: [
      Route.Trust.amazon(orFile: nil), .amazon(orFile: Certificates.path("other-authority")),
      .amazon(orFile: "/no/such/file"), .amazon(orFile: "/dev/null"),
      .file(Certificates.path("other-authority")),
    ])
  func unknown(trust: Route.Trust) async throws {
    let run = try await send(to: "server", trusting: trust)
    #expect(run.result.failure?.kind == .untrusted)
    #expect(run.server.requests.isEmpty)
  }

  @Test("a file that is named is the only one that counts") func onlyTheFile() async throws {
    let amazon = try String(contentsOfFile: Certificates.path("authority"), encoding: .utf8)
    let file = Route.Trust.file(Certificates.path("other-authority"))
    let run = try await send(to: "server", trusting: file, roots: amazon)
    #expect(run.result.failure?.kind == .untrusted)
  }

  @Test("76: a file without certificates is told", arguments: ["/no/such/file", "/dev/null", "/"])
  func noCertificates(file: String) async throws {
    let run = try await send(to: "server", trusting: .file(file))
    #expect(run.result.failure?.kind == .untrusted)
    #expect(run.result.failure?.reason.contains(file) == true)
    #expect(run.server.connections == 0)
  }

  @Test func theSystemsFileIsReadOnlyWhenItIsNeeded() async throws {
    let (amazon, other) = (
      try LoopbackServer(identity: "server") { $0.answerAll("x") },
      try LoopbackServer(identity: "other-server") { $0.answerAll("x") }
    )
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).pem").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    try Data().write(to: URL(fileURLWithPath: file))
    let roots = try String(contentsOfFile: Certificates.path("authority"), encoding: .utf8)
    let route = Route(proxy: .never, trust: .amazon(orFile: file))
    let endings = try await onLoop(EventLoop(roots: roots)) { loop in
      let transport = CurlTransport(loop: loop, route: route)
      let first = await transport.ending(.get(amazon.authority, scheme: "https"))
      // Had it been read already, this would come too late.
      try? FileManager.default.removeItem(atPath: file)
      try? FileManager.default.copyItem(
        atPath: Certificates.path("other-authority"), toPath: file)
      return [first, await transport.ending(.get(other.authority, scheme: "https"))]
    }
    #expect(endings == [.answer(200, "x"), .answer(200, "x")])
  }

  @Test func allOfAmazonsRootsCanBeRead() {
    let count = AmazonRoots.pem.components(separatedBy: "-----BEGIN CERTIFICATE-----").count - 1
    #expect(count == 5)
  }

  @Test(
    "77: a handshake that is cut, refused or no handshake: nothing was sent",
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
    #expect(result.failure?.kind == .unreachable)
    #expect(result.failure?.mayHaveArrived == false)
  }

  @Test("77: TLS 1.1 is too old") func oldVersion() async throws {
    let server = try LoopbackServer(identity: "server", newest: .tls1_1) { $0.answerAll() }
    let result = try await onLoop { loop in
      await CurlTransport(loop: loop, route: .plain)
        .result(.post(server.authority, "mail", scheme: "https"))
    }
    #expect(result.failure?.kind == .unreachable)
    #expect(server.requests.isEmpty)
  }

  @Test("78: without goodbye a body of known length is whole, one without length is not")
  func noGoodbye() async throws {
    let file = Route.Trust.file(Certificates.path("authority"))
    let whole = try await send(to: "server", trusting: file) { connection in
      connection.readRequest()
      connection.answer("200 OK", "x")
      connection.cut()
    }
    #expect(Ending(whole.result) == .answer(200, "x"))
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
        connection.answer()
        connection.readRequest()
        if !withGoodbye { connection.cut() }
      }, { $0.answerAll("sent again") })
    let route = Route(proxy: .never, trust: .file(Certificates.path("authority")))
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
      connection.answer(
        "200 OK", connection.isResumed ? "resumed" : "new", fields: ["Connection: close"])
    }
    let route = Route(proxy: .never, trust: .file(Certificates.path("authority")))
    let endings = try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: route)
      var endings: [Ending] = []
      for _ in 1...3 {
        endings.append(await transport.ending(.get(server.authority, scheme: "https")))
      }
      return endings
    }
    #expect(endings == [.answer(200, "new"), .answer(200, "resumed"), .answer(200, "resumed")])
  }
}
